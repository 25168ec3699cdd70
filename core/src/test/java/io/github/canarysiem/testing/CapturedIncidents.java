package io.github.canarysiem.testing;

import io.github.canarysiem.Incident;
import io.github.canarysiem.source.redis.RedisSourceProvider;
import io.github.canarysiem.spi.Health;
import io.github.canarysiem.spi.Settings;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.Jedis;

/** What the source makes of all captured tokens, read once from a real Redis. */
public final class CapturedIncidents {
    private static @Nullable List<Incident> read;

    private CapturedIncidents() {}

    /** All of them, in the order in which the source found them. */
    public static synchronized List<Incident> all() throws Exception {
        List<Incident> known = read;
        if (known == null) {
            known = fromRedis();
            read = known;
        }
        return known;
    }

    private static List<Incident> fromRedis() throws Exception {
        RecordingIntake intake = new RecordingIntake();
        try (RedisServerProcess redis = RedisServerProcess.start();
                Jedis client = redis.client()) {
            CapturedTokens.tokens().forEach(token -> client.hset(token.key(), token.hash()));
            intake.report(Health.starting("the test starts a source"));
            Settings settings = Settings.of("tokens", Map.of("url", redis.url(), "history", "deliver"));
            try (RunningSource running = RunningSource.start(new RedisSourceProvider().create(settings), intake)) {
                Awaitility.await()
                        .atMost(Duration.ofSeconds(30))
                        .until(() -> intake.health().state() == Health.State.UP
                                || intake.health().state() == Health.State.DEGRADED);
                if (running.breach() != null) {
                    throw new AssertionError("the source broke its contract", running.breach());
                }
            }
        }
        return intake.stored();
    }
}
