package io.github.canarysiem.runner.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.canarysiem.testing.RedisServerProcess;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Kills the runner at random moments under load: no hit that Redis still holds is missing, and what comes twice is the same. */
@Timeout(3600)
class CrashIT {
    private static final boolean SOAK = Boolean.getBoolean("canary.soak");
    private static final int CYCLES = SOAK ? 200 : 20;
    private static final int LONGEST_START_MILLISECONDS = 1_500;
    private static final int LONGEST_LIFE_MILLISECONDS = 1_000;
    /** A start reads all hits there are: at full pace those of a soak would take longer than a cycle. */
    private static final Duration PAUSE = Duration.ofMillis(SOAK ? 20 : 5);

    @TempDir
    private Path folder;

    @Test
    void noHitIsMissingAndWhatComesTwiceIsTheSame() throws Exception {
        long seed = System.nanoTime();
        System.out.println("CrashIT: " + CYCLES + " cycles, seed " + seed);
        Random random = new Random(seed);
        try (RedisServerProcess redis = RedisServerProcess.start();
                TokenServer server = new TokenServer(redis.client())) {
            server.plant(0);
            Deployment deployment = Deployment.in(folder, redis.url(), "");
            // The first start records what is there without sending it; from then on everything counts.
            deployment.runOnce();
            Load load = new Load(server);
            try (Pace pace = Pace.withPauses(PAUSE, load)) {
                for (int cycle = 0; cycle < CYCLES; cycle++) {
                    killAtRandom(random, cycle);
                }
                pace.end();
            }
            try (CommandProcess last = deployment.running()) {
                await().atMost(CommandProcess.PATIENCE.multipliedBy(3))
                        .pollInterval(Duration.ofSeconds(1))
                        .untilAsserted(() ->
                                assertThat(missing(deployment, load.written())).isEmpty());
                assertThat(last.terminate().exitCode()).isZero();
            }
            report(deployment, load);
        }
    }

    /** Every fourth one is killed while it starts. */
    private void killAtRandom(Random random, int cycle) {
        try (CommandProcess run = CommandProcess.start(folder, "run")) {
            if (cycle % 4 == 0) {
                run.live(Duration.ofMillis(random.nextInt(LONGEST_START_MILLISECONDS)));
            } else {
                run.awaitLog("source tokens is up");
                run.live(Duration.ofMillis(random.nextInt(LONGEST_LIFE_MILLISECONDS)));
            }
            run.kill();
        }
    }

    private static void report(Deployment deployment, Load load) {
        Map<String, JsonNode> seen = new HashMap<>();
        int repeated = 0;
        for (JsonNode incident : deployment.incidents()) {
            JsonNode earlier = seen.putIfAbsent(Load.hit(incident), incident);
            if (earlier != null) {
                assertThat(incident.path("id")).isEqualTo(earlier.path("id"));
                assertThat(incident.path("revision")).isEqualTo(earlier.path("revision"));
                repeated++;
            }
        }
        Set<String> invented = new HashSet<>(seen.keySet());
        invented.removeAll(load.written());
        assertThat(invented).isEmpty();
        System.out.println("CrashIT: " + CYCLES + " kills, " + load.written().size() + " hits, " + seen.size()
                + " in the log, " + repeated + " repeated");
    }

    /** By sets, because there are a hundred thousand of them after a soak. */
    private static Set<String> missing(Deployment deployment, Set<String> written) {
        Set<String> missing = new HashSet<>(written);
        deployment.incidents().forEach(incident -> missing.remove(Load.hit(incident)));
        return missing;
    }
}
