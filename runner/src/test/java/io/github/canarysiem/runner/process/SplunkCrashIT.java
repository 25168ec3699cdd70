package io.github.canarysiem.runner.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.canarysiem.splunk.testing.SplunkServer;
import io.github.canarysiem.testing.RedisServerProcess;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Kills the runner, and Splunk, under load: every hit is indexed, and what is there twice is the same. */
@Timeout(1800)
class SplunkCrashIT {
    private static final int CYCLES = Boolean.getBoolean("canary.soak") ? 50 : 4;
    private static final int LONGEST_LIFE_MILLISECONDS = 800;
    private static final int WRITE_EVERY_MILLISECONDS = 20;

    @TempDir
    private Path folder;

    @Test
    void everyHitIsIndexedAndWhatIsThereTwiceIsTheSame() throws Exception {
        long seed = System.nanoTime();
        System.out.println("SplunkCrashIT: " + CYCLES + " cycles, seed " + seed);
        Random random = new Random(seed);
        try (RedisServerProcess redis = RedisServerProcess.start();
                TokenServer server = new TokenServer(redis.client());
                SplunkServer splunk = SplunkServer.start()) {
            Deployment deployment = Deployment.in(
                    folder,
                    redis.url(),
                    "  splunk: { type: splunk-hec, url: \"%s\", token: \"%s\", ack-timeout: 2s, retry-delay-maximum: 1s }%n"
                            .formatted(splunk.url(), SplunkServer.TOKEN));
            try (CommandProcess first = deployment.running()) {
                assertThat(first.terminate().exitCode()).isZero();
            }
            Load load = new Load(server);
            ScheduledExecutorService pace = Executors.newSingleThreadScheduledExecutor();
            ScheduledFuture<?> writing =
                    pace.scheduleWithFixedDelay(load, 0, WRITE_EVERY_MILLISECONDS, TimeUnit.MILLISECONDS);
            for (int cycle = 0; cycle < CYCLES; cycle++) {
                crash(random, splunk, cycle);
            }
            assertThat(writing.isDone()).isFalse();
            pace.shutdown();
            assertThat(pace.awaitTermination(1, TimeUnit.MINUTES)).isTrue();
            try (CommandProcess last = deployment.running()) {
                await().atMost(CommandProcess.PATIENCE.multipliedBy(2))
                        .pollInterval(Duration.ofMillis(500))
                        .until(() -> indexed(splunk).containsAll(load.written()));
                assertThat(last.terminate().exitCode()).isZero();
            }
            assertThat(indexed(splunk)).isEqualTo(load.written());
            assertRepeatsAreTheSame(splunk);
        }
    }

    /** Every other time Splunk dies first, and is back before the runner dies. */
    private void crash(Random random, SplunkServer splunk, int cycle) throws Exception {
        try (CommandProcess run = CommandProcess.start(folder, "run")) {
            await().atMost(CommandProcess.PATIENCE).until(() -> run.err().contains("source tokens is up"));
            if (cycle % 2 == 0) {
                splunk.stop();
                assertThat(run.endsWithin(Duration.ofMillis(random.nextInt(LONGEST_LIFE_MILLISECONDS))))
                        .isFalse();
                splunk.resume();
            }
            assertThat(run.endsWithin(Duration.ofMillis(random.nextInt(LONGEST_LIFE_MILLISECONDS))))
                    .isFalse();
            run.kill();
        }
    }

    private static Set<String> indexed(SplunkServer splunk) {
        return splunk.stored().stream()
                .map(object -> object.path("event"))
                .map(event -> event.at("/token/id").asText() + " "
                        + event.at("/hit/key").asText())
                .collect(Collectors.toSet());
    }

    private static void assertRepeatsAreTheSame(SplunkServer splunk) {
        Map<String, JsonNode> seen = new HashMap<>();
        for (JsonNode object : splunk.stored()) {
            String name = object.at("/fields/canary_id").asText() + "/"
                    + object.at("/fields/canary_revision").asText();
            JsonNode earlier = seen.putIfAbsent(name, object);
            assertThat(earlier == null || earlier.equals(object)).isTrue();
        }
        assertThat(seen).hasSameSizeAs(indexed(splunk));
        System.out.println("SplunkCrashIT: " + CYCLES + " crashes, " + seen.size() + " incidents, "
                + (splunk.stored().size() - seen.size()) + " repeated");
    }
}
