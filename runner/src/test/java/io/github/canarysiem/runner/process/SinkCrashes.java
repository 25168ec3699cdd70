package io.github.canarysiem.runner.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.canarysiem.testing.RedisServerProcess;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;
import java.util.Set;

/** Kills the runner, and the far end of one of its sinks, under load, and waits until every hit is there. */
final class SinkCrashes {
    static final int CYCLES = Boolean.getBoolean("canary.soak") ? 50 : 4;
    private static final int LONGEST_LIFE_MILLISECONDS = 800;
    private static final Duration PAUSE = Duration.ofMillis(20);

    /** Where the hits have to arrive. */
    interface FarEnd {
        /** The sink's lines of the configuration. */
        String sink();

        /** Dies at once. */
        void kill() throws Exception;

        /** Comes back with what it had. */
        void restart() throws Exception;

        /** Token and key of each hit that it holds, separated by a blank. */
        Set<String> hits() throws Exception;
    }

    private SinkCrashes() {}

    /** Returns token and key of each hit that was written. */
    static Set<String> survive(Path folder, FarEnd end) throws Exception {
        long seed = System.nanoTime();
        System.out.println(end.getClass().getSimpleName() + ": " + CYCLES + " cycles, seed " + seed);
        Random random = new Random(seed);
        try (RedisServerProcess redis = RedisServerProcess.start();
                TokenServer server = new TokenServer(redis.client())) {
            Deployment deployment = Deployment.in(folder, redis.url(), end.sink());
            deployment.runOnce();
            Load load = new Load(server);
            try (Pace pace = Pace.withPauses(PAUSE, load)) {
                for (int cycle = 0; cycle < CYCLES; cycle++) {
                    crash(folder, random, end, cycle);
                }
                pace.end();
            }
            try (CommandProcess last = deployment.running()) {
                await().atMost(CommandProcess.PATIENCE.multipliedBy(2))
                        .pollInterval(Duration.ofMillis(500))
                        .until(() -> end.hits().containsAll(load.written()));
                assertThat(last.terminate().exitCode()).isZero();
            }
            assertThat(end.hits()).isEqualTo(load.written());
            return load.written();
        }
    }

    /** Every other time the far end dies first, and is back before the runner dies. */
    private static void crash(Path folder, Random random, FarEnd end, int cycle) throws Exception {
        try (CommandProcess run = CommandProcess.start(folder, "run")) {
            run.awaitLog("source tokens is up");
            if (cycle % 2 == 0) {
                end.kill();
                live(run, random);
                end.restart();
            }
            live(run, random);
            run.kill();
        }
    }

    private static void live(CommandProcess run, Random random) {
        run.live(Duration.ofMillis(random.nextInt(LONGEST_LIFE_MILLISECONDS)));
    }
}
