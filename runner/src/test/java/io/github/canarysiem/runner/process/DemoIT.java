package io.github.canarysiem.runner.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.canarysiem.runner.process.CommandProcess.Result;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(300)
class DemoIT {
    @TempDir
    private Path folder;

    @Test
    void everyHitIsShownAndOnlyTheLogIsLeftBehind() throws IOException {
        Result result = CommandProcess.run(folder, temporary(), "demo");

        assertThat(result.err().lines()).allMatch(line -> line.startsWith("NOTE: Picked up"));
        assertThat(result.exitCode()).isZero();
        assertThat(result.out())
                .contains("21 writes to Redis, 21 lines in the log, none missing")
                .contains("ms_word", "clonedsite", "TOR EXIT", "aws_keys", "kubeconfig", "log4shell", "windows_dir")
                .contains("smtp", "dns", "hit-enriched", "revision 2", "jane_doe")
                .contains("\\u001b[31mRED")
                .doesNotContain("\u001b");
        assertThat(remains()).hasSize(2).anySatisfy(left -> assertThat(left).hasFileName("incident.log"));
        try (Stream<String> lines = Files.lines(remains().get(1))) {
            assertThat(lines)
                    .hasSize(21)
                    .allSatisfy(line -> assertThat(line).startsWith("{\"").endsWith("}"));
        }
    }

    @Test
    void nothingIsLeftWhenItIsStopped() {
        try (CommandProcess demo = CommandProcess.start(folder, temporary(), "demo")) {
            await().atMost(CommandProcess.PATIENCE).until(() -> demo.out().contains("Redis of its own"));
            List<ProcessHandle> children = demo.descendants();
            demo.terminate();
            await().atMost(CommandProcess.PATIENCE)
                    .until(() -> children.stream().noneMatch(ProcessHandle::isAlive));
            assertThat(remains()).isEmpty();
        }
    }

    /** The demonstration's files go there. */
    private Map<String, String> temporary() {
        try {
            Files.createDirectories(folder.resolve("tmp"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Map.of("JDK_JAVA_OPTIONS", "-Djava.io.tmpdir=" + folder.resolve("tmp"));
    }

    private List<Path> remains() {
        try (Stream<Path> found = Files.walk(folder.resolve("tmp"))) {
            return found.filter(path -> path.toString().contains("canary-siem-demo-"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
