package io.github.canarysiem.runner.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.canarysiem.testing.RedisServerProcess;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/** Kills the runner, and the far end of one of its sinks, under load, and waits until every hit is there. */
final class SinkCrashes {
    static final int CYCLES = Boolean.getBoolean("canary.soak") ? 50 : 4;
    private static final int LONGEST_LIFE_MILLISECONDS = 800;
    private static final int WRITE_EVERY_MILLISECONDS = 20;

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
            try (CommandProcess first = deployment.running()) {
                assertThat(first.terminate().exitCode()).isZero();
            }
            Load load = new Load(server);
            ScheduledExecutorService pace = Executors.newSingleThreadScheduledExecutor();
            ScheduledFuture<?> writing =
                    pace.scheduleWithFixedDelay(load, 0, WRITE_EVERY_MILLISECONDS, TimeUnit.MILLISECONDS);
            for (int cycle = 0; cycle < CYCLES; cycle++) {
                crash(folder, random, end, cycle);
            }
            assertThat(writing.isDone()).isFalse();
            pace.shutdown();
            assertThat(pace.awaitTermination(1, TimeUnit.MINUTES)).isTrue();
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
            await().atMost(CommandProcess.PATIENCE).until(() -> run.err().contains("source tokens is up"));
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
        assertThat(run.endsWithin(Duration.ofMillis(random.nextInt(LONGEST_LIFE_MILLISECONDS))))
                .isFalse();
    }
}
