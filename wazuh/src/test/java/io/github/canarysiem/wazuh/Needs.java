package io.github.canarysiem.wazuh;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;

/** What a test needs of the machine. Without it the test is skipped, and the log says why. */
final class Needs {
    private static final Logger LOG = LogManager.getLogger(Needs.class);

    private Needs() {}

    static void that(boolean given, String need) {
        if (!given) {
            LOG.error("Skipped: needs {}", need);
        }
        assumeTrue(given, "needs " + need);
    }

    static boolean isRoot() {
        return Files.isWritable(Path.of("/proc/1/oom_score_adj")) || "root".equals(System.getProperty("user.name"));
    }

    /** A program on the path, or where administrators' programs lie. */
    static Optional<Path> program(String name) {
        String path = Objects.requireNonNullElse(System.getenv("PATH"), "");
        return Stream.concat(Arrays.stream(path.split(File.pathSeparator, -1)), Stream.of("/usr/sbin", "/sbin"))
                .map(folder -> Path.of(folder, name))
                .filter(Files::isExecutable)
                .findFirst();
    }

    /** Runs a program and says whether it ended well. */
    static boolean run(Path folder, String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        if (!process.waitFor(180, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            return false;
        }
        return process.exitValue() == 0;
    }
}
