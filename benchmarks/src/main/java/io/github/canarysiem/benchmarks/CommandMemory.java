package io.github.canarysiem.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.Pipeline;

/** How much memory the command takes while a thousand tokens are triggered ten times each, all at once. */
final class CommandMemory {
    static final int HITS = 10_000;
    private static final int TOKENS = 1_000;
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private CommandMemory() {}

    /**
     * Its peak in MiB.
     *
     * @param sink a line of the configuration
     * @param stored how many hits have come to the far end so far
     */
    static double with(String sink, Callable<Long> stored) throws Exception {
        Path folder = Files.createTempDirectory("memory-benchmark");
        try (MeasuredRedis redis = new MeasuredRedis();
                Jedis jedis = redis.connect()) {
            trigger(jedis, 0);
            try (RunnerProcess runner = new RunnerProcess(folder, redis.port, sink)) {
                runner.awaitReady(Duration.ofSeconds(60));
                trigger(jedis, HITS / TOKENS);
                long deadline = System.nanoTime() + PATIENCE.toNanos();
                while (stored.call() < HITS) {
                    if (System.nanoTime() - deadline > 0) {
                        throw new IOException("not all hits came: " + stored.call());
                    }
                    TimeUnit.MILLISECONDS.sleep(200);
                }
                return runner.peakMemory();
            }
        } finally {
            Folders.delete(folder);
        }
    }

    private static void trigger(Jedis jedis, int times) {
        String hits = IntStream.range(0, times)
                .mapToObj(hit -> Samples.hit(String.format(Locale.ROOT, "17952882%02d.774428", hit), "curl/8.5.0"))
                .collect(Collectors.joining(", ", "{", "}"));
        try (Pipeline pipeline = jedis.pipelined()) {
            for (int token = 0; token < TOKENS; token++) {
                String name = Samples.token(token);
                Map<String, String> drop = Samples.drop(name);
                drop.put("triggered_list", hits);
                pipeline.hset("canarydrop:" + name, drop);
            }
        }
    }
}
