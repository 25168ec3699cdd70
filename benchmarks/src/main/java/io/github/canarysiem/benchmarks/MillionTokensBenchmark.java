package io.github.canarysiem.benchmarks;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.Pipeline;
import redis.clients.jedis.Response;
import redis.clients.jedis.params.ScanParams;
import redis.clients.jedis.resps.ScanResult;
import redis.clients.jedis.resps.Slowlog;

/**
 * The first pass over a million tokens, a fifth of them triggered one to three times, and what it costs to stand by afterwards.
 * Baseline: a bare Jedis client that scans and fetches the same fields, pipelined, and throws them away.
 */
final class MillionTokensBenchmark implements Main.Benchmark {
    private static final int TOKENS = Integer.getInteger("tokens", 1_000_000);
    private static final int BATCH = 500;
    private static final int MOST_SLOW_CALLS = 100_000;
    private static final Duration IDLE = Duration.ofSeconds(60);

    @Override
    public void run(Report report) throws Exception {
        Path folder = Files.createTempDirectory("million-benchmark");
        try (MeasuredRedis redis = new MeasuredRedis()) {
            fill(redis);
            bare(redis);
            forgetSlowCalls(redis);
            double floor = bare(redis);
            List<Slowlog> slowFloor = slowCalls(redis);
            forgetSlowCalls(redis);
            long start = System.nanoTime();
            try (RunnerProcess runner = new RunnerProcess(folder, redis.port)) {
                runner.awaitReady(Duration.ofMinutes(10));
                double seconds = (System.nanoTime() - start) / 1e9;
                report.compare(
                        "first pass over " + TOKENS + " tokens, with the start of the process", seconds, floor, "s");
                reportSlowCalls(slowCalls(redis), slowFloor, report);
                double cpu = runner.cpuSeconds();
                report.note("processor time of the first pass", cpu, "s");
                long commands = redis.commands();
                TimeUnit.SECONDS.sleep(IDLE.toSeconds());
                report.note("Redis commands a minute, idle", (double) (redis.commands() - commands - 1), "commands");
                report.note("processor time a minute, idle", (runner.cpuSeconds() - cpu) * 1_000, "ms");
                report.note("peak memory of the process", runner.peakMemory(), "MiB");
            }
        } finally {
            Folders.delete(folder);
        }
    }

    private static void fill(MeasuredRedis redis) {
        try (Jedis jedis = redis.connect()) {
            Pipeline pipeline = jedis.pipelined();
            for (int i = 0; i < TOKENS; i++) {
                String token = Samples.token(i);
                Map<String, String> drop = Samples.drop(token);
                if (i % 5 == 0) {
                    drop.put("triggered_list", hits(1 + i / 5 % 3));
                }
                pipeline.hset("canarydrop:" + token, drop);
                if (i % 1_000 == 0) {
                    pipeline.sync();
                }
            }
            pipeline.sync();
        }
    }

    private static String hits(int count) {
        List<String> hits = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            hits.add(Samples.hit(
                    "17952882" + (30 + i) + ".774428", "Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Firefox/128.0"));
        }
        return "{" + String.join(", ", hits) + "}";
    }

    private static double bare(MeasuredRedis redis) {
        long start = System.nanoTime();
        long seen = 0;
        try (Jedis jedis = redis.connect()) {
            ScanParams parameters = new ScanParams().match("canarydrop:*").count(BATCH);
            String cursor = ScanParams.SCAN_POINTER_START;
            do {
                ScanResult<String> page = jedis.scan(cursor, parameters);
                Pipeline pipeline = jedis.pipelined();
                List<Response<List<String>>> answers = new ArrayList<>();
                page.getResult()
                        .forEach(key -> answers.add(
                                pipeline.hmget(key, "type", "memo", "triggered_list", "key_exposed_details")));
                pipeline.sync();
                seen += answers.size();
                cursor = page.getCursor();
            } while (!cursor.equals(ScanParams.SCAN_POINTER_START));
        }
        if (seen < TOKENS) {
            throw new IllegalStateException("the bare client saw " + seen + " tokens");
        }
        return (System.nanoTime() - start) / 1e9;
    }

    private static void forgetSlowCalls(MeasuredRedis redis) {
        try (Jedis jedis = redis.connect()) {
            jedis.slowlogReset();
        }
    }

    private static List<Slowlog> slowCalls(MeasuredRedis redis) {
        try (Jedis jedis = redis.connect()) {
            return jedis.slowlogGet(MOST_SLOW_CALLS);
        }
    }

    /** Redis measures time on the clock: a call that the kernel interrupts counts, too. */
    private static void reportSlowCalls(List<Slowlog> ours, List<Slowlog> floor, Report report) {
        report.compare("calls over 5 ms during the pass", ours.size(), floor.size(), "calls");
        report.compare("the slowest of them", slowest(ours), slowest(floor), "ms");
    }

    private static double slowest(List<Slowlog> calls) {
        return calls.stream().mapToLong(Slowlog::getExecutionTime).max().orElse(0) / 1e3;
    }
}
