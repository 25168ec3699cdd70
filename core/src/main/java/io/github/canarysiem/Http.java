package io.github.canarysiem;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The request that triggered a token. All of it is written by the requester.
 *
 * @param userAgent the client's own description
 * @param host the {@code Host} header
 * @param forwardedFor the {@code X-Forwarded-For} header; a claim, not an address
 * @param referrer the page the request came from
 * @param location the page (cloned sites) or path (kubeconfig) that was asked for
 * @param ja4 the TLS client fingerprint
 * @param headers all headers the server kept, credentials redacted
 * @param arguments query and form arguments
 */
public record Http(
        @Nullable String userAgent,
        @Nullable String host,
        @Nullable String forwardedFor,
        @Nullable String referrer,
        @Nullable String location,
        @Nullable String ja4,
        List<Attribute> headers,
        List<Attribute> arguments) {
    public Http(
            @Nullable String userAgent,
            @Nullable String host,
            @Nullable String forwardedFor,
            @Nullable String referrer,
            @Nullable String location,
            @Nullable String ja4,
            @Nullable List<Attribute> headers,
            @Nullable List<Attribute> arguments) {
        this.userAgent = userAgent;
        this.host = host;
        this.forwardedFor = forwardedFor;
        this.referrer = referrer;
        this.location = location;
        this.ja4 = ja4;
        this.headers = Lists.copy(headers);
        this.arguments = Lists.copy(arguments);
    }
}
