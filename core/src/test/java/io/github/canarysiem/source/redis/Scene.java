package io.github.canarysiem.source.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.canarysiem.Incident;
import io.github.canarysiem.spi.Health;
import io.github.canarysiem.spi.Settings;
import io.github.canarysiem.testing.CapturedTokens.CapturedToken;
import io.github.canarysiem.testing.RecordingIntake;
import io.github.canarysiem.testing.RedisServerProcess;
import io.github.canarysiem.testing.RunningSource;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.Jedis;

/** A real Redis, a source that reads it, and the intake that it feeds. */
final class Scene implements AutoCloseable {
    /** A while after everything was captured, so that captured keys are credible times whenever the tests run. */
    static final Clock AFTER_CAPTURE = Clock.fixed(Instant.parse("2026-11-22T00:00:00Z"), ZoneOffset.UTC);

    private static final Duration LIVENESS = Duration.ofMillis(500);
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    final RedisServerProcess server;
    final RecordingIntake intake = new RecordingIntake();
    private final Map<String, String> settings;
    private final Clock clock;
    private @Nullable Jedis client;
    private @Nullable RunningSource running;

    private Scene(RedisServerProcess server, Map<String, String> settings, Clock clock, @Nullable Jedis client) {
        this.server = server;
        this.client = client;
        this.settings = settings;
        this.clock = clock;
    }

    /** Everything that is in Redis is news. */
    static Scene delivering(String... redisOptions) {
        return new Scene(RedisServerProcess.start(redisOptions), Map.of("history", "deliver"), AFTER_CAPTURE, null);
    }

    /** What was in Redis before the first start is no news. */
    static Scene skipping(String... redisOptions) {
        return new Scene(RedisServerProcess.start(redisOptions), Map.of(), Clock.systemUTC(), null);
    }

    /** The same with one setting more. */
    Scene with(String key, String value) {
        Map<String, String> more = new HashMap<>(settings);
        more.put(key, value);
        return new Scene(server, more, clock, client);
    }

    /** The same with one setting less. */
    Scene without(String key) {
        Map<String, String> fewer = new HashMap<>(settings);
        fewer.remove(key);
        return new Scene(server, fewer, clock, client);
    }

    RedisSource source() {
        Map<String, String> all = new HashMap<>(settings);
        all.putIfAbsent("url", server.url());
        all.putIfAbsent("read-timeout", "2s");
        Settings given = Settings.of("sources.tokens", all);
        RedisSettings read = RedisSettings.read(given);
        given.check();
        return new RedisSource(read, clock, RandomGenerator.getDefault(), LIVENESS);
    }

    Jedis client() {
        if (client == null) {
            client = server.client();
        }
        return client;
    }

    /** Starts the source and waits until it has read everything. */
    Scene start() {
        intake.report(Health.starting("the test starts a source"));
        running = RunningSource.start(source(), intake);
        awaitReady();
        return this;
    }

    /** Starts the source without waiting. */
    Scene begin() {
        running = RunningSource.start(source(), intake);
        return this;
    }

    void stop() throws InterruptedException {
        RunningSource run = running;
        running = null;
        if (run != null) {
            assertThat(run.stop(Duration.ofSeconds(3))).as("stopped").isTrue();
            run.close();
            assertThat(run.breach()).isNull();
        }
    }

    void awaitReady() {
        await().atMost(PATIENCE)
                .until(() -> intake.health().state() == Health.State.UP
                        || intake.health().state() == Health.State.DEGRADED);
    }

    /** Writes a token as the server does: the whole hash in one command. */
    void write(CapturedToken token) {
        client().hset(token.key(), token.hash());
    }

    /** Writes a token with this list of hits. */
    void write(String token, String hits) {
        client().hset("canarydrop:" + token, Map.of("type", "web", "memo", "a memo", "triggered_list", hits));
    }

    /** A list of hits with these keys, all alike but for the User-Agent. */
    static String hits(String... keys) {
        StringBuilder list = new StringBuilder("{");
        for (String key : keys) {
            list.append(list.length() > 1 ? ", " : "")
                    .append('"')
                    .append(key)
                    .append("\": ")
                    .append(hit("ua-" + key));
        }
        return list.append('}').toString();
    }

    /** One hit with this User-Agent. */
    static String hit(String userAgent) {
        return "{\"src_ip\": \"203.0.113.77\", \"input_channel\": \"HTTP\", \"useragent\": \"" + userAgent
                + "\", \"alert_status\": \"alertable\"}";
    }

    /** A key for a hit that happens now, by the clock of this machine. */
    static String now() {
        Instant now = Instant.now();
        return "%d.%06d".formatted(now.getEpochSecond(), now.getNano() / 1_000);
    }

    /** Everything stored: kind, revision, key of the hit. */
    List<String> lines() {
        return intake.stored().stream().map(Scene::line).toList();
    }

    void awaitLines(String... lines) {
        await().atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(10))
                .untilAsserted(() -> assertThat(lines()).containsExactly(lines));
    }

    void awaitCount(int count) {
        await().atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(10))
                .untilAsserted(() -> assertThat(intake.stored()).hasSize(count));
    }

    /** Shows that nothing more comes: a later hit of another token is the next that arrives. */
    void assertNothingMore() {
        int before = lines().size();
        write("sentinel" + before, hits("1795290000.00000" + before % 10));
        awaitCount(before + 1);
        Incident last = intake.stored().get(before);
        assertThat(tokenOf(last)).isEqualTo("sentinel" + before);
    }

    /** The token of an incident, or nothing. */
    static String tokenOf(Incident incident) {
        return incident.token() == null ? "" : incident.token().id();
    }

    private static String line(Incident incident) {
        String name = incident.kind().code() + " " + incident.revision();
        if (incident.gap() != null) {
            return name + " " + incident.gap().reason().code();
        }
        return incident.hit() == null ? name : name + " " + incident.hit().key();
    }

    @Override
    public void close() throws InterruptedException {
        try {
            stop();
        } finally {
            if (client != null) {
                client.close();
            }
            server.close();
        }
    }
}
