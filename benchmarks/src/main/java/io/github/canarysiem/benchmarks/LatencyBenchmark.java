package io.github.canarysiem.benchmarks;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.JedisPubSub;

/**
 * Time from a hit's HSET to its line being readable in the log file, one hit a second on an idle system. Baseline: a bare Jedis
 * subscriber that fetches the field and appends it to a file with an fsync, on the same hits.
 */
final class LatencyBenchmark implements Main.Benchmark {
    private static final int WARM_UP = 5;
    private static final int HITS = 100;
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @Override
    public void run(Report report) throws Exception {
        Path folder = Files.createTempDirectory("latency-benchmark");
        try (MeasuredRedis redis = new MeasuredRedis();
                BareSubscriber bare = new BareSubscriber(redis, folder.resolve("bare.log"))) {
            String token = Samples.token(1);
            Map<String, String> drop = Samples.drop(token);
            try (Jedis jedis = redis.connect()) {
                jedis.hset("canarydrop:" + token, drop);
            }
            double[] ours;
            double[] baseline;
            try (RunnerProcess runner = new RunnerProcess(folder, redis.port)) {
                runner.awaitReady(Duration.ofSeconds(60));
                ours = measure(redis, drop, token, runner.log, 'a');
            }
            baseline = measure(redis, drop, token, bare.log, 'b');
            for (double hundredths : new double[] {50, 99, 100}) {
                report.compare(
                        String.format(Locale.ROOT, "hit to line, p%.0f of %d", hundredths, HITS),
                        Samples.percentile(ours, hundredths),
                        Samples.percentile(baseline, hundredths),
                        "ms");
            }
        } finally {
            Folders.delete(folder);
        }
    }

    private static double[] measure(MeasuredRedis redis, Map<String, String> drop, String token, Path log, char series)
            throws Exception {
        double[] milliseconds = new double[HITS];
        StringBuilder list = new StringBuilder();
        try (Jedis jedis = redis.connect()) {
            for (int i = -WARM_UP; i < HITS; i++) {
                TimeUnit.SECONDS.sleep(1);
                Instant now = Instant.now();
                String mark = "latency-" + series + (i + WARM_UP) + "-end";
                String key = String.format(Locale.ROOT, "%d.%06d", now.getEpochSecond(), now.getNano() / 1_000);
                list.setLength(0);
                list.append('{').append(Samples.hit(key, mark)).append('}');
                drop.put("triggered_list", list.toString());
                long size = Files.exists(log) ? Files.size(log) : 0;
                long start = System.nanoTime();
                jedis.hset("canarydrop:" + token, drop);
                awaitLine(log, size, mark);
                if (i >= 0) {
                    milliseconds[i] = (System.nanoTime() - start) / 1e6;
                }
            }
        }
        return milliseconds;
    }

    private static void awaitLine(Path log, long from, String mark) throws Exception {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (System.nanoTime() - deadline < 0) {
            if (Files.exists(log) && Files.size(log) > from) {
                try (FileChannel channel = FileChannel.open(log, StandardOpenOption.READ)) {
                    ByteBuffer tail = ByteBuffer.allocate((int) (channel.size() - from));
                    channel.read(tail, from);
                    String text = new String(tail.array(), StandardCharsets.UTF_8);
                    if (text.contains(mark) && text.endsWith("\n")) {
                        return;
                    }
                }
            }
            TimeUnit.MICROSECONDS.sleep(100);
        }
        throw new IOException("the line of " + mark + " did not come");
    }

    /** What somebody would write in an afternoon: fast, and it loses hits whenever anything goes wrong. */
    private static final class BareSubscriber implements AutoCloseable {
        final Path log;
        private final Thread thread;
        private final Jedis subscriber;

        BareSubscriber(MeasuredRedis redis, Path log) {
            this.log = log;
            this.subscriber = redis.connect();
            this.thread = new Thread(() -> listen(redis));
            thread.setDaemon(true);
            thread.start();
        }

        private void listen(MeasuredRedis redis) {
            try (Jedis reader = redis.connect();
                    FileChannel channel = FileChannel.open(
                            log, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.APPEND)) {
                subscriber.psubscribe(
                        new JedisPubSub() {
                            @Override
                            public void onPMessage(String pattern, String channelName, String message) {
                                String key = channelName.substring(channelName.indexOf(':') + 1);
                                append(channel, String.valueOf(reader.hget(key, "triggered_list")));
                            }
                        },
                        "__keyspace@0__:canarydrop:*");
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        }

        private static void append(FileChannel channel, String line) {
            try {
                channel.write(ByteBuffer.wrap((line + "\n").getBytes(StandardCharsets.UTF_8)));
                channel.force(false);
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        }

        @Override
        public void close() {
            subscriber.disconnect();
        }
    }
}
