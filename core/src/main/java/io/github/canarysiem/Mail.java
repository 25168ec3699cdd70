package io.github.canarysiem;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A mail to the token's address.
 *
 * @param sender the envelope sender; empty for a bounce
 * @param recipients the envelope recipients without angle brackets
 * @param links links found in the body
 * @param headers header lines as received; folded lines are entries of their own
 * @param attachments the server's notes on attachments
 * @param heloName the name the sending host gave
 * @param heloAddress the address the sending host connected from
 */
public record Mail(
        @Nullable String sender,
        List<String> recipients,
        List<String> links,
        List<String> headers,
        List<String> attachments,
        @Nullable String heloName,
        @Nullable String heloAddress) {
    public Mail(
            @Nullable String sender,
            @Nullable List<String> recipients,
            @Nullable List<String> links,
            @Nullable List<String> headers,
            @Nullable List<String> attachments,
            @Nullable String heloName,
            @Nullable String heloAddress) {
        this.sender = sender;
        this.recipients = Lists.copy(recipients);
        this.links = Lists.copy(links);
        this.headers = Lists.copy(headers);
        this.attachments = Lists.copy(attachments);
        this.heloName = heloName;
        this.heloAddress = heloAddress;
    }
}
