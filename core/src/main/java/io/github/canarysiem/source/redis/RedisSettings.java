package io.github.canarysiem.source.redis;

import io.github.canarysiem.source.redis.RedisAddress.Layout;
import io.github.canarysiem.spi.Secret;
import io.github.canarysiem.spi.Settings;
import io.github.canarysiem.spi.TlsContext;
import java.time.Duration;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.HostAndPort;

/**
 * What the configuration says about a Redis source.
 *
 * @param address where Redis is
 * @param username null for the default user
 * @param password of that user
 * @param sentinelUsername the user at the sentinels
 * @param sentinelPassword of that user
 * @param database number of the database
 * @param tls trust and identity; null for plain connections
 * @param connectTimeout for making a connection
 * @param readTimeout for an answer
 * @param capture how to learn of changes
 * @param pollInterval time between two full passes when polling
 * @param reconcileInterval time between two full passes otherwise
 * @param deliverHistory whether hits from before the first start are sent, too
 * @param serverZone time zone of the Canarytokens server
 * @param keptHits how many hits the server keeps for each token
 * @param redact whether credentials in hits are taken out
 */
record RedisSettings(
        RedisAddress address,
        @Nullable String username,
        @Nullable Secret password,
        @Nullable String sentinelUsername,
        @Nullable Secret sentinelPassword,
        int database,
        @Nullable TlsContext tls,
        Duration connectTimeout,
        Duration readTimeout,
        Capture capture,
        Duration pollInterval,
        Duration reconcileInterval,
        boolean deliverHistory,
        ZoneId serverZone,
        int keptHits,
        boolean redact) {

    /** What to do with hits that were there before the first start. */
    enum History {
        SKIP,
        DELIVER
    }

    static RedisSettings read(Settings settings) {
        RedisAddress address = address(settings);
        Optional<String> username = settings.optionalText("username");
        Optional<Secret> password = settings.optionalSecret("password");
        refuseBoth(settings, "username", address.username() != null, username.isPresent());
        refuseBoth(settings, "password", address.password() != null, password.isPresent());
        int database = settings.integer("database", address.database().orElse(0), 0, 99_999);
        if (address.layout() == Layout.CLUSTER && database != 0) {
            settings.problem("database", "is not 0, but a cluster has only number 0");
        }
        if (address.database().filter(number -> number != database).isPresent()) {
            settings.problem("database", "is another than the one in url; give it once");
        }
        String urlPassword = address.password();
        RedisSettings read = new RedisSettings(
                address,
                username.orElse(address.username()),
                password.orElse(urlPassword == null ? null : new Secret(urlPassword)),
                settings.optionalText("sentinel-username").orElse(null),
                settings.optionalSecret("sentinel-password").orElse(null),
                database,
                tls(settings, address),
                settings.duration("connect-timeout", Duration.ofSeconds(2)),
                settings.duration("read-timeout", Duration.ofSeconds(5)),
                settings.choice("capture", Capture.class, Capture.AUTO),
                settings.duration("poll-interval", Duration.ofSeconds(5)),
                settings.duration("reconcile-interval", Duration.ofMinutes(5)),
                settings.choice("history", History.class, History.SKIP) == History.DELIVER,
                settings.zone("time-zone", ZoneOffset.UTC),
                settings.integer("kept-hits", 50, 2, 1_000_000),
                settings.flag("redact", true));
        if (read.username != null && read.password == null) {
            settings.problem("password", "is missing, but there is a user name");
        }
        return read;
    }

    private static RedisAddress address(Settings settings) {
        Optional<String> url = settings.optionalText("url");
        Optional<String> host = settings.optionalText("host");
        int port = settings.integer("port", RedisAddress.PORT, 1, 65_535);
        RedisAddress standIn = new RedisAddress(
                Layout.SINGLE,
                false,
                List.of(new HostAndPort(host.orElse("127.0.0.1"), port)),
                null,
                null,
                Optional.empty(),
                "");
        if (url.isPresent() == host.isPresent()) {
            settings.problem("url", url.isPresent() ? "is given and host, too; give one of them" : "is missing");
        }
        if (url.isEmpty()) {
            return standIn;
        }
        if (settings.keys().contains("port")) {
            settings.problem("port", "is given beside url; write it into url");
        }
        try {
            return RedisAddress.parse(url.get());
        } catch (IllegalArgumentException e) {
            settings.problem("url", String.valueOf(e.getMessage()));
            return standIn;
        }
    }

    private static @Nullable TlsContext tls(Settings settings, RedisAddress address) {
        if (address.tls()) {
            return TlsContext.of(settings);
        }
        TlsContext.refuse(settings, "is given, but url does not begin with rediss");
        return null;
    }

    private static void refuseBoth(Settings settings, String key, boolean inUrl, boolean given) {
        if (inUrl && given) {
            settings.problem(key, "is given and stands in url, too; give it once");
        }
    }
}
