package io.github.canarysiem.benchmarks;

import io.github.canarysiem.source.honeyfile.detector.Attribution;
import io.github.canarysiem.source.honeyfile.detector.Detector;
import io.github.canarysiem.source.honeyfile.detector.Observation;
import io.github.canarysiem.source.honeyfile.detector.Observer;
import io.github.canarysiem.source.honeyfile.detector.Operation;
import io.github.canarysiem.source.honeyfile.fanotify.FanotifyDetector;
import io.github.canarysiem.source.honeyfile.inotify.InotifyDetector;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;

/**
 * What a watch costs those who open the file: how often a second another process can, and how long it waits. Baseline: the same loop
 * with a file beside it that nobody watches. Needs root.
 */
final class OpensBenchmark implements Main.Benchmark {
    private static final int TIMES = 20_000;
    private static final int APART = 2_000;
    private static final long MILLISECOND = 1_000_000;
    private static final double MICROSECOND = 1_000;

    private record Opens(double rate, double half, double most, double longest) {}

    @Override
    public void run(Report report) throws Exception {
        Path folder = Files.createTempDirectory("opens-benchmark").toRealPath();
        Path bait = Files.writeString(folder.resolve("bait"), "bait");
        Path plain = Files.writeString(
                Files.createDirectory(folder.resolve("beside")).resolve("plain"), "no bait");
        try {
            Counter byFanotify = new Counter();
            try (Detector detector = FanotifyDetector.open(byFanotify, Clock.systemUTC())) {
                measure(report, detector, bait, plain);
                report.note(
                        "fanotify, actors known in full",
                        100.0 * byFanotify.full.sum() / Math.max(1, byFanotify.opens.sum()),
                        "% of " + byFanotify.opens.sum() + " opens");
            }
            try (Detector detector = InotifyDetector.open(new Counter(), Clock.systemUTC())) {
                measure(report, detector, bait, plain);
            }
        } finally {
            Folders.delete(folder);
        }
    }

    private static void measure(Report report, Detector detector, Path bait, Path plain)
            throws IOException, InterruptedException {
        detector.watch(List.of(bait));
        Opens base = opens(plain, TIMES, 0);
        Opens watched = opens(bait, TIMES, 0);
        String name = detector.name();
        report.compare(name + ", opens of a watched file", watched.rate(), base.rate(), "opens/s");
        report.compare(name + ", an open() takes, median", watched.half(), base.half(), "µs");
        report.compare(name + ", an open() takes, 99 %", watched.most(), base.most(), "µs");
        Opens apartBase = opens(plain, APART, MILLISECOND);
        Opens apart = opens(bait, APART, MILLISECOND);
        report.compare(name + ", one open() a millisecond takes, median", apart.half(), apartBase.half(), "µs");
        report.compare(name + ", one open() a millisecond takes, 99 %", apart.most(), apartBase.most(), "µs");
        report.compare(name + ", one open() a millisecond takes, longest", apart.longest(), apartBase.longest(), "µs");
    }

    private static Opens opens(Path file, int times, long rest) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:+UseSerialGC",
                        "-cp",
                        System.getProperty("java.class.path"),
                        OpeningLoop.class.getName(),
                        file.toString(),
                        Integer.toString(times),
                        Long.toString(rest))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String[] said = new String(process.getInputStream().readAllBytes(), StandardCharsets.US_ASCII)
                .strip()
                .split(" ", -1);
        if (process.waitFor() != 0 || said.length != 4) {
            throw new IOException("the process that opens has failed");
        }
        return new Opens(
                Double.parseDouble(said[0]),
                Long.parseLong(said[1]) / MICROSECOND,
                Long.parseLong(said[2]) / MICROSECOND,
                Long.parseLong(said[3]) / MICROSECOND);
    }

    private static final class Counter implements Observer {
        final LongAdder opens = new LongAdder();
        final LongAdder full = new LongAdder();

        @Override
        public void seen(Observation observation) {
            if (observation.operation() == Operation.OPEN) {
                opens.increment();
                if (observation.actor().attribution() == Attribution.FULL) {
                    full.increment();
                }
            }
        }

        @Override
        public void overflowed() {
            System.err.println("events were lost");
        }

        @Override
        public void failed(String reason) {
            System.err.println(reason);
        }
    }
}
