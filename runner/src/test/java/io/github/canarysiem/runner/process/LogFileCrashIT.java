package io.github.canarysiem.runner.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Kills the runner while the log that it reads is written and rotated: every line arrives, and what comes twice is the same. */
@Timeout(3600)
class LogFileCrashIT {
    private static final int CYCLES = Boolean.getBoolean("canary.soak") ? 100 : 3;
    private static final int LONGEST_LIFE_MILLISECONDS = 800;
    private static final Duration PAUSE = Duration.ofMillis(2);
    private static final int LINES_OF_A_FILE = 400;

    @TempDir
    private Path folder;

    private final Set<String> written = ConcurrentHashMap.newKeySet();
    private int lines;

    @Test
    void noLineIsMissingAndWhatComesTwiceIsTheSame() throws Exception {
        long seed = System.nanoTime();
        System.out.println("LogFileCrashIT: " + CYCLES + " cycles, seed " + seed);
        Random random = new Random(seed);
        Files.createFile(log());
        Deployment deployment = Deployment.in(folder, "redis://127.0.0.1:1/0", "");
        deployment.writeSource("type: log-file, path: hits.log, poll-interval: 20ms");
        deployment.runOnce();
        try (Pace pace = Pace.withPauses(PAUSE, this::write)) {
            for (int cycle = 0; cycle < CYCLES; cycle++) {
                try (CommandProcess run = CommandProcess.start(folder, "run")) {
                    run.awaitLog("source tokens is up");
                    run.live(Duration.ofMillis(random.nextInt(LONGEST_LIFE_MILLISECONDS)));
                    run.kill();
                }
            }
            pace.end();
        }
        try (CommandProcess last = deployment.running()) {
            await().atMost(CommandProcess.PATIENCE.multipliedBy(2))
                    .pollInterval(Duration.ofMillis(500))
                    .until(() -> marks(deployment.incidents()).containsAll(written));
            assertThat(last.terminate().exitCode()).isZero();
        }
        verify(deployment.incidents());
    }

    private Path log() {
        return folder.resolve("hits.log");
    }

    /** A line; now and then the log is rotated before it, by renaming or by copying and truncating. */
    private void write() {
        try {
            if (lines % LINES_OF_A_FILE == LINES_OF_A_FILE - 1) {
                rotate(lines / LINES_OF_A_FILE);
            }
            String mark = "mark-" + lines++;
            Files.writeString(
                    log(),
                    "INFO:root:2026-11-21 20:00:00: {'src_ip': '203.0.113.77', 'useragent': '" + mark + "'}\n",
                    StandardOpenOption.CREATE,
                    StandardOpenOption.APPEND);
            written.add(mark);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void rotate(int number) throws IOException {
        Path aside = folder.resolve("hits.log-" + (20_000 + number));
        if (number % 2 == 0) {
            Files.move(log(), aside);
        } else {
            Files.copy(log(), aside);
            FileChannel.open(log(), StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING)
                    .close();
        }
    }

    /** Each line is one incident, whose id tells when it was delivered twice. */
    private void verify(List<JsonNode> incidents) {
        assertThat(marks(incidents)).isEqualTo(written);
        long ids = incidents.stream()
                .map(incident -> incident.path("id").asText())
                .distinct()
                .count();
        assertThat(ids).isEqualTo(written.size());
        System.out.println("LogFileCrashIT: " + CYCLES + " kills, " + written.size() + " lines, "
                + lines / LINES_OF_A_FILE + " rotations, " + (incidents.size() - ids) + " delivered twice");
    }

    private static Set<String> marks(List<JsonNode> incidents) {
        return incidents.stream()
                .map(incident -> incident.at("/http/user_agent").asText())
                .collect(Collectors.toSet());
    }
}
