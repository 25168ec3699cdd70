package io.github.canarysiem.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/**
 * Short-lived readers of planted files, one after the other, by several users: how many become an incident, how many of these name
 * program, user and parent, and the time from the reader's end to the line in the log file. Needs root, setpriv and Linux.
 */
final class ReadsBenchmark implements Main.Benchmark {
    private static final int READS = 200;
    private static final int USERS = 10;
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final String CAT = "/usr/bin/cat";
    private static final JsonMapper JSON = new JsonMapper();

    @Override
    public void run(Report report) throws Exception {
        for (String detector : List.of("fanotify", "inotify", "atime")) {
            Path folder = Files.createTempDirectory("reads-benchmark");
            try {
                measure(detector, folder, report);
            } finally {
                Folders.delete(folder);
            }
        }
    }

    private static void measure(String detector, Path folder, Report report) throws Exception {
        Path planted = Files.createDirectory(folder.resolve("planted"));
        for (int i = 0; i < READS; i++) {
            Files.writeString(file(planted, i), "salaries");
        }
        for (Path each : List.of(folder, planted)) {
            each.toFile().setExecutable(true, false);
            each.toFile().setReadable(true, false);
        }
        String source = "files: { type: honeyfile, paths: [\"%s/*\"], detector: %s }".formatted(planted, detector);
        try (RunnerProcess runner = new RunnerProcess(folder, source, "")) {
            runner.awaitReady(Duration.ofSeconds(60));
            double[] milliseconds = new double[READS];
            int seen = 0;
            int attributed = 0;
            for (int i = 0; i < READS; i++) {
                String user = Integer.toString(1 + i % USERS);
                read(file(planted, i), user);
                long end = System.nanoTime();
                List<JsonNode> found = await(runner.log, file(planted, i));
                milliseconds[i] = (System.nanoTime() - end) / 1e6;
                seen += found.isEmpty() ? 0 : 1;
                attributed += found.size() == 1 && isRight(found.get(0), user) ? 1 : 0;
            }
            report.compare(detector + ", reads that became an incident", seen, READS, "of " + READS);
            report.compare(detector + ", with program, user and parent", attributed, READS, "of " + READS);
            for (double hundredths : new double[] {50, 99, 100}) {
                report.note(
                        String.format(Locale.ROOT, "%s, end of the reader to line, p%.0f", detector, hundredths),
                        Samples.percentile(milliseconds, hundredths),
                        "ms");
            }
            report.note(detector + ", peak memory of the command", runner.peakMemory(), "MiB");
        }
    }

    private static boolean isRight(JsonNode incident, String user) {
        String self = ProcessHandle.current().info().command().orElse("");
        return incident.at("/process/executable").asText().equals(CAT)
                && incident.at("/user/id").asText().equals(user)
                && incident.at("/process/ancestors/0").asText().equals(self);
    }

    private static void read(Path file, String user) throws IOException, InterruptedException {
        Process reader = new ProcessBuilder(
                        "setpriv", "--reuid=" + user, "--regid=" + user, "--clear-groups", CAT, file.toString())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        if (!reader.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS) || reader.exitValue() != 0) {
            throw new IOException("a reader did not end well: this benchmark needs root and setpriv");
        }
    }

    /** The incidents of a file, as soon as there is one; none if it takes too long. */
    private static List<JsonNode> await(Path log, Path file) throws Exception {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (System.nanoTime() - deadline < 0) {
            List<JsonNode> found = new ArrayList<>();
            for (String line : lines(log)) {
                // Parsed only if it can be the one: the reader must not wait for us.
                if (line.contains(file.toString())) {
                    JsonNode incident = JSON.readTree(line).path("canary");
                    if (incident.at("/file/path").asText().equals(file.toString())) {
                        found.add(incident);
                    }
                }
            }
            if (!found.isEmpty()) {
                return found;
            }
            TimeUnit.MILLISECONDS.sleep(1);
        }
        return List.of();
    }

    private static List<String> lines(Path log) throws IOException {
        if (!Files.exists(log)) {
            return List.of();
        }
        String text = Files.readString(log, StandardCharsets.UTF_8);
        return text.substring(0, text.lastIndexOf('\n') + 1).lines().toList();
    }

    private static Path file(Path planted, int number) {
        return planted.resolve("payroll-" + number + ".xlsx");
    }
}
