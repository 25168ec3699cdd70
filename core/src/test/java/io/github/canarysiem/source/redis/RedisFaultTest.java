package io.github.canarysiem.source.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.canarysiem.spi.Health;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.Pipeline;
import redis.clients.jedis.args.ClientPauseMode;
import redis.clients.jedis.args.ClientType;
import redis.clients.jedis.commands.ProtocolCommand;
import redis.clients.jedis.exceptions.JedisConnectionException;
import redis.clients.jedis.exceptions.JedisException;
import redis.clients.jedis.params.ClientKillParams;

/** What happens to servers and connections; afterwards nothing is missing and nothing is there twice. */
@Timeout(60)
class RedisFaultTest {
    private static final ProtocolCommand DEBUG = () -> "DEBUG".getBytes(StandardCharsets.US_ASCII);

    @Test
    void waitsForARedisThatIsDownAtTheStart() throws Exception {
        try (Scene scene = Scene.delivering("--appendonly", "yes")) {
            scene.write("a", Scene.hits("1795290001.000000"));
            scene.server.kill();
            scene.begin();
            await().until(() -> scene.intake.health().state() == Health.State.DOWN);
            assertThat(scene.intake.health().detail()).contains("127.0.0.1:" + scene.server.port(), "refused");
            scene.server.boot();
            scene.awaitLines("hit 1 1795290001.000000");
        }
    }

    @Test
    void findsWhatHappenedWhileItsConnectionsWereKilled() throws Exception {
        try (Scene scene = Scene.delivering()) {
            scene.start();
            for (int round = 0; round < 5; round++) {
                scene.write("a" + round, Scene.hits("179529000" + round + ".000000"));
                for (ClientType type : List.of(ClientType.PUBSUB, ClientType.NORMAL)) {
                    scene.client()
                            .clientKill(ClientKillParams.clientKillParams()
                                    .type(type)
                                    .skipMe(ClientKillParams.SkipMe.YES));
                }
                scene.write("b" + round, Scene.hits("179529001" + round + ".000000"));
                scene.awaitCount(2 * (round + 1));
            }
            assertThat(scene.lines()).doesNotHaveDuplicates();
            scene.awaitReady();
            scene.assertNothingMore();
        }
    }

    @Test
    void connectionsThatAreKilledWhileItTakesStockMakeNoNewsOfHistory() throws Exception {
        try (Scene scene = Scene.skipping()) {
            Pipeline pipeline = scene.client().pipelined();
            for (int i = 0; i < 3_000; i++) {
                pipeline.hset("canarydrop:" + i, "triggered_list", Scene.hits("1500000000.000000", "nan"));
            }
            pipeline.sync();
            scene.begin();
            for (int round = 0; round < 20; round++) {
                scene.client().clientKill(ClientKillParams.clientKillParams().type(ClientType.NORMAL));
                int failures = scene.intake.reports().size();
                await().atMost(200, TimeUnit.MILLISECONDS)
                        .pollDelay(Duration.ofMillis(round))
                        .until(() -> scene.intake.reports().size() >= failures);
            }
            scene.awaitReady();
            await().until(() -> scene.intake.position().value().equals("complete"));
            scene.stop();
            scene.start();
            scene.write("new", Scene.hits("1795290001.000000"));
            scene.awaitLines("hit 1 1795290001.000000");
        }
    }

    @Test
    void noticesAtOnceThatOnlyTheConnectionForEventsWasKilled() throws Exception {
        try (Scene scene = Scene.delivering()) {
            scene.start();
            scene.client().clientKill(ClientKillParams.clientKillParams().type(ClientType.PUBSUB));
            await().atMost(3, TimeUnit.SECONDS)
                    .until(() -> scene.intake.reports().stream().anyMatch(h -> h.state() == Health.State.DOWN));
            scene.awaitReady();
            scene.write("a", Scene.hits("1795290001.000000"));
            scene.awaitLines("hit 1 1795290001.000000");
        }
    }

    @Test
    void losesNothingWhenRedisIsKilledAndComesBackFromItsLog() throws Exception {
        try (Scene scene = Scene.delivering("--appendonly", "yes", "--appendfsync", "always")) {
            scene.start();
            scene.write("a", Scene.hits("1795290001.000000"));
            scene.awaitCount(1);
            scene.client().close();
            scene.server.kill();
            scene.server.boot();
            try (Jedis client = scene.server.client()) {
                client.hset("canarydrop:b", "triggered_list", Scene.hits("1795290002.000000"));
            }
            scene.awaitLines("hit 1 1795290001.000000", "hit 1 1795290002.000000");
        }
    }

    @Test
    void waitsWhileRedisHasNoConnectionLeft() throws Exception {
        try (Scene scene = Scene.delivering("--maxclients", "10")) {
            Jedis writer = scene.client();
            writer.ping();
            List<Jedis> others = new ArrayList<>();
            try {
                while (others.size() < 20) {
                    Jedis other = scene.server.client();
                    others.add(other);
                    other.ping();
                }
            } catch (JedisException e) {
                // Now it is full.
            }
            scene.begin();
            await().until(() -> scene.intake.health().state() == Health.State.DOWN);
            // The reason is lost if the server's reset overtakes it; so not every attempt learns it.
            await().until(() -> scene.intake.reports().stream()
                    .anyMatch(health -> health.detail().contains("max number of clients")));
            scene.write("a", Scene.hits("1795290001.000000"));
            others.forEach(Jedis::close);
            scene.awaitLines("hit 1 1795290001.000000");
        }
    }

    @Test
    void bearsASlowRedis() throws Exception {
        try (Scene scene = Scene.delivering()) {
            scene.start();
            scene.client().clientPause(1_000, ClientPauseMode.ALL);
            scene.write("a", Scene.hits("1795290001.000000"));
            scene.awaitLines("hit 1 1795290001.000000");
            assertThat(scene.intake.health().state()).isEqualTo(Health.State.UP);
        }
    }

    @Test
    void startsAnewWithARedisThatHangs() throws Exception {
        try (Scene scene = Scene.delivering("--enable-debug-command", "yes").with("read-timeout", "300ms")) {
            scene.start();
            scene.write("a", Scene.hits("1795290001.000000"));
            scene.awaitCount(1);
            try (Jedis sleepy = scene.server.client()) {
                Pipeline pipeline = sleepy.pipelined();
                pipeline.hset("canarydrop:b", "triggered_list", Scene.hits("1795290002.000000"));
                pipeline.sendCommand(DEBUG, "SLEEP", "1.5");
                pipeline.sync();
            } catch (JedisConnectionException e) {
                throw new IllegalStateException("the sleeper has no patience", e);
            }
            scene.awaitLines("hit 1 1795290001.000000", "hit 1 1795290002.000000");
            scene.awaitReady();
        }
    }

    @Test
    void noticesAServerThatIsGoneWithoutAWord() throws Exception {
        try (Scene scene = Scene.delivering().with("read-timeout", "300ms")) {
            scene.start();
            scene.write("a", Scene.hits("1795290001.000000"));
            scene.awaitCount(1);
            scene.server.freeze();
            await().until(() -> scene.intake.health().state() == Health.State.DOWN);
            assertThat(scene.intake.health().detail()).contains("does not answer in time");
            scene.server.thaw();
            scene.write("a", Scene.hits("1795290001.000000", "1795290002.000000"));
            scene.awaitLines("hit 1 1795290001.000000", "hit 1 1795290002.000000");
        }
    }

    @Test
    void offersAgainWhatTheIntakeRefused() throws Exception {
        try (Scene scene = Scene.delivering()) {
            scene.start();
            scene.intake.refuse(2);
            scene.write("a", Scene.hits("1795290001.000000"));
            scene.awaitLines("hit 1 1795290001.000000");
        }
    }

    @Test
    void seesTenThousandHitsOfOneSecondOverAThousandTokens() throws Exception {
        try (Scene scene = Scene.delivering()) {
            scene.start();
            try (Jedis writer = scene.server.client()) {
                for (int hit = 0; hit < 10; hit++) {
                    Pipeline pipeline = writer.pipelined();
                    for (int token = 0; token < 1_000; token++) {
                        String[] keys = new String[hit + 1];
                        for (int i = 0; i <= hit; i++) {
                            keys[i] = "179529%04d.%06d".formatted(token, i);
                        }
                        pipeline.hset("canarydrop:t" + token, "triggered_list", Scene.hits(keys));
                    }
                    pipeline.sync();
                }
            }
            scene.awaitCount(10_000);
            assertThat(scene.lines()).doesNotHaveDuplicates();
        }
    }

    @Test
    void doesNothingWhileNothingHappens() throws Exception {
        try (Scene scene = Scene.delivering()) {
            scene.start();
            String before = scene.client().info("commandstats");
            await().during(1, TimeUnit.SECONDS).atMost(5, TimeUnit.SECONDS).until(() -> true);
            String after = scene.client().info("commandstats");
            assertThat(calls(after, "hmget")).isEqualTo(calls(before, "hmget"));
            assertThat(calls(after, "scan")).isEqualTo(calls(before, "scan"));
            // Two pings for each interval of half a second; by default it is half a minute.
            assertThat(calls(after, "ping") - calls(before, "ping")).isBetween(2, 6);
        }
    }

    private static int calls(String statistics, String command) {
        int start = statistics.indexOf("cmdstat_" + command + ":calls=");
        if (start < 0) {
            return 0;
        }
        int from = statistics.indexOf('=', start) + 1;
        return Integer.parseInt(statistics.substring(from, statistics.indexOf(',', from)));
    }
}
