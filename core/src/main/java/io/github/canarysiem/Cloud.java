package io.github.canarysiem;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A use of decoy cloud or service credentials, from the provider's log.
 *
 * @param provider {@code aws}, {@code azure}, {@code slack} or {@code crowdstrike}
 * @param event the call that was made, such as {@code GetCallerIdentity}
 * @param account the account the credentials belong to
 * @param region the provider's region
 * @param log everything the log entry held
 */
public record Cloud(
        String provider,
        @Nullable String event,
        @Nullable String account,
        @Nullable String region,
        List<Attribute> log) {
    public Cloud(
            String provider,
            @Nullable String event,
            @Nullable String account,
            @Nullable String region,
            @Nullable List<Attribute> log) {
        this.provider = provider;
        this.event = event;
        this.account = account;
        this.region = region;
        this.log = Lists.copy(log);
    }
}
