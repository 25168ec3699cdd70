package io.github.canarysiem.source.redis;

import io.github.canarysiem.spi.IncidentSource;
import io.github.canarysiem.spi.Settings;
import io.github.canarysiem.spi.SourceProvider;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;

/**
 * Makes the source of type {@code redis}: the hits of a Canarytokens server, out of its Redis.
 *
 * <p>Settings, with their defaults: {@code url} or {@code host} with {@code port} (6379); {@code username}, {@code password}, {@code
 * sentinel-username}, {@code sentinel-password}; {@code database} (0); {@code tls-ca}, {@code tls-certificate}, {@code tls-key} (PEM
 * files); {@code connect-timeout} (2s), {@code read-timeout} (5s); {@code capture} (auto; tracking, keyspace, polling); {@code
 * poll-interval} (5s); {@code reconcile-interval} (5m); {@code history} (skip; deliver); {@code time-zone} (UTC); {@code kept-hits}
 * (50); {@code redact} (true).
 */
public final class RedisSourceProvider implements SourceProvider {
    /**
     * The rights that a Redis user needs, for {@code ACL SETUSER canary-siem on >PASSWORD ...} in Redis 7 or newer and database 0:
     * it can read four kinds of facts about tokens and change nothing. Another database needs {@code +select} and its number in the
     * channel; a cluster {@code +cluster|slots}; Redis 6, which knows no {@code %R}, {@code ~canarydrop:*} and {@code +client}.
     */
    public static final String ACCESS_RULES = "resetkeys %R~canarydrop:* resetchannels &__redis__:invalidate"
            + " &__keyspace@0__:canarydrop:* -@all +ping +scan +hmget +time +dbsize +client|tracking +subscribe"
            + " +psubscribe";

    private static final Duration LIVENESS = Duration.ofSeconds(30);

    /** Found by {@link java.util.ServiceLoader}. */
    public RedisSourceProvider() {}

    @Override
    public String type() {
        return "redis";
    }

    @Override
    public IncidentSource create(Settings settings) {
        RedisSettings read = RedisSettings.read(settings);
        settings.check();
        return new RedisSource(read, Clock.systemUTC(), new SecureRandom(), LIVENESS);
    }
}
