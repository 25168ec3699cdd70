package io.github.canarysiem.runner.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.canarysiem.testing.RedisServerProcess;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Kills the runner at random moments under load: no hit that Redis still holds is missing, and what comes twice is the same. */
@Timeout(3600)
class CrashIT {
    private static final int CYCLES = Boolean.getBoolean("canary.soak") ? 200 : 20;
    private static final int TOKENS = 40;
    /** Below what Redis keeps of a token, so that the server itself forgets none while the runner is down. */
    private static final int HITS_OF_A_TOKEN = 40;

    private static final int LONGEST_LIFE_MILLISECONDS = 2_500;

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
            try (CommandProcess first = deployment.running()) {
                assertThat(first.terminate().exitCode()).isZero();
            }
            Load load = new Load(server);
            Thread thread = new Thread(load, "load");
            thread.start();
            int killed = 0;
            for (int cycle = 0; cycle < CYCLES; cycle++) {
                try (CommandProcess run = CommandProcess.start(folder, "run")) {
                    Thread.sleep(random.nextInt(LONGEST_LIFE_MILLISECONDS));
                    run.kill();
                    killed++;
                }
            }
            load.stopped.set(true);
            thread.join();
            try (CommandProcess last = deployment.running()) {
                await().atMost(CommandProcess.PATIENCE)
                        .untilAsserted(() -> assertThat(keys(deployment)).containsAll(load.written));
                assertThat(last.terminate().exitCode()).isZero();
            }
            report(deployment, load, killed);
        }
    }

    private static void report(Deployment deployment, Load load, int killed) {
        Map<String, JsonNode> seen = new HashMap<>();
        int repeated = 0;
        for (JsonNode incident : deployment.incidents()) {
            String key = incident.at("/token/id").asText() + " "
                    + incident.at("/hit/key").asText();
            JsonNode earlier = seen.putIfAbsent(key, incident);
            if (earlier != null) {
                assertThat(incident.path("id")).isEqualTo(earlier.path("id"));
                assertThat(incident.path("revision")).isEqualTo(earlier.path("revision"));
                repeated++;
            }
        }
        Set<String> invented = new HashSet<>(seen.keySet());
        invented.removeAll(load.written);
        assertThat(invented).isEmpty();
        System.out.println("CrashIT: " + killed + " kills, " + load.written.size() + " hits, " + seen.size()
                + " in the log, " + repeated + " repeated");
    }

    private static Set<String> keys(Deployment deployment) {
        return deployment.incidents().stream()
                .map(incident -> incident.at("/token/id").asText() + " "
                        + incident.at("/hit/key").asText())
                .collect(Collectors.toSet());
    }

    /** Triggers fresh tokens without a pause. */
    private static final class Load implements Runnable {
        private final TokenServer server;
        private final AtomicBoolean stopped = new AtomicBoolean();
        private final Set<String> written = ConcurrentHashMap.newKeySet();

        Load(TokenServer server) {
            this.server = server;
        }

        @Override
        public void run() {
            int hit = 0;
            while (!stopped.get()) {
                int token = 1 + hit / (TOKENS * HITS_OF_A_TOKEN) * TOKENS + hit % TOKENS;
                String key = server.trigger(token, "load");
                written.add(TokenServer.token(token) + " " + key);
                hit++;
                try {
                    Thread.sleep(5);
                } catch (InterruptedException e) {
                    return;
                }
            }
        }
    }
}
