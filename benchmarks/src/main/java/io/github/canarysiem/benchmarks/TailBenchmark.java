package io.github.canarysiem.benchmarks;

import io.github.canarysiem.source.log.LogFileSourceProvider;
import io.github.canarysiem.spi.Finding;
import io.github.canarysiem.spi.Health;
import io.github.canarysiem.spi.IncidentSource;
import io.github.canarysiem.spi.Intake;
import io.github.canarysiem.spi.Note;
import io.github.canarysiem.spi.Position;
import io.github.canarysiem.spi.Settings;
import io.github.canarysiem.spi.Sighting;
import io.github.canarysiem.wazuh.WazuhLine;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * How fast a log file of one gigabyte is read: by the source alone, which parses each line to an incident; by the command, which
 * stores each of them durably and writes it to a file again; and by Debian's rsyslog, which copies lines from file to file and neither
 * parses them nor waits for the disk.
 */
final class TailBenchmark implements Main.Benchmark {
    private static final long SIZE = 1L << 30;
    private static final double MEGABYTE = 1_000_000;
    private static final long PATIENCE_SECONDS = 400;

    @Override
    public void run(Report report) throws Exception {
        Path folder = Files.createTempDirectory("tail-benchmark");
        try {
            Path log = folder.resolve("in.log");
            int lines = write(log);
            double megabytes = Files.size(log) / MEGABYTE;
            double alone = alone(log, lines);
            report.note("lines in the file", lines, "lines");
            double rsyslog = rsyslog(folder, log);
            report.compare("source alone: lines to incidents", megabytes / alone, megabytes / rsyslog, "MB/s");
            report.compare("the same", lines / alone, lines / rsyslog, "lines/s");
            command(folder, log, lines, megabytes, rsyslog, report);
        } finally {
            Folders.delete(folder);
        }
    }

    private static int write(Path log) throws IOException {
        WazuhLine form = new WazuhLine(WazuhLine.LONGEST);
        long size = 0;
        int lines = 0;
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(log), 1 << 20)) {
            while (size < SIZE) {
                byte[] line = form.of(Samples.incident(lines++));
                out.write(line);
                out.write('\n');
                size += line.length + 1L;
            }
        }
        return lines;
    }

    /** Seconds until all incidents are handed in. */
    private static double alone(Path log, int lines) throws Exception {
        Settings settings =
                Settings.of("tail", Map.of("path", log.toString(), "format", "canary", "start", "beginning"));
        Counting intake = new Counting(lines);
        try (IncidentSource source = new LogFileSourceProvider().create(settings)) {
            Thread thread = new Thread(() -> {
                try {
                    source.run(Position.START, intake);
                } catch (IOException e) {
                    throw new IllegalStateException(e);
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            });
            long start = System.nanoTime();
            thread.start();
            if (!intake.all.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                throw new IOException("not all lines were read");
            }
            double seconds = seconds(start);
            thread.interrupt();
            thread.join();
            return seconds;
        }
    }

    /** Seconds from its start until all bytes are copied. */
    private static double rsyslog(Path folder, Path log) throws Exception {
        Path copy = folder.resolve("rsyslog.log");
        Path home = Files.createDirectories(folder.resolve("rsyslog"));
        Rsyslog.unpack(home);
        long start = System.nanoTime();
        try (Rsyslog running = Rsyslog.copying(home, log, copy)) {
            await(running::isAlive, copy, Files.size(log));
            double seconds = seconds(start);
            Files.delete(copy);
            return seconds;
        }
    }

    private static void command(Path folder, Path log, int lines, double megabytes, double rsyslog, Report report)
            throws Exception {
        String source = "legacy: { type: log-file, path: " + log + ", format: canary, start: beginning }";
        long start = System.nanoTime();
        try (RunnerProcess runner = new RunnerProcess(folder, source, "")) {
            await(runner::isAlive, runner.log, Files.size(log));
            double seconds = seconds(start);
            report.compare("the command: lines to journal to a file", megabytes / seconds, megabytes / rsyslog, "MB/s");
            report.compare("the same", lines / seconds, lines / rsyslog, "lines/s");
            report.note("peak memory of the command", runner.peakMemory(), "MiB");
        }
    }

    /** Whether a process is there. */
    @FunctionalInterface
    private interface Alive {
        boolean isAlive();
    }

    private static void await(Alive process, Path file, long size) throws Exception {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        while (!Files.exists(file) || Files.size(file) < size) {
            if (!process.isAlive() || System.nanoTime() - deadline > 0) {
                throw new IOException("the file did not become complete: " + (Files.exists(file) ? Files.size(file) : 0)
                        + " of " + size + " bytes");
            }
            TimeUnit.MILLISECONDS.sleep(20);
        }
    }

    private static double seconds(long start) {
        return (System.nanoTime() - start) / 1e9;
    }

    /** Counts what comes and keeps nothing. */
    private static final class Counting implements Intake {
        private final CountDownLatch all = new CountDownLatch(1);
        private long missing;

        Counting(int lines) {
            this.missing = lines;
        }

        @Override
        public int accept(List<Finding> found, Position upTo) {
            missing -= found.size();
            if (missing == 0) {
                all.countDown();
            }
            return found.size();
        }

        @Override
        public void remember(Collection<Sighting> history, Position upTo) {}

        @Override
        public Set<Sighting> unseen(Collection<Sighting> sightings) {
            return Set.copyOf(sightings);
        }

        @Override
        public Set<String> known(Collection<String> ids) {
            return Set.of();
        }

        @Override
        public void keep(Collection<Note> notes, Position upTo) {}

        @Override
        public Map<String, String> kept(Collection<String> ids) {
            return Map.of();
        }

        @Override
        public void report(Health health) {}
    }
}
