package io.github.canarysiem.source.honeyfile.detector;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** Runs other programs: those who touch files. */
public final class Child {
    private static final int PATIENCE = 30;

    private Child() {}

    /** Reads a file and returns its content. */
    public static String cat(Path file) throws IOException, InterruptedException {
        return run("cat", file.toString());
    }

    /** What a shell does, word by word. */
    public static String shell(String script) throws IOException, InterruptedException {
        return run("sh", "-c", script);
    }

    /** How long a program takes. */
    public static Duration time(String... command) throws IOException, InterruptedException {
        long from = System.nanoTime();
        run(command);
        return Duration.ofNanos(System.nanoTime() - from);
    }

    /** Runs a program, which must end well, and returns what it says. */
    public static String run(String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        try {
            String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(process.waitFor(PATIENCE, TimeUnit.SECONDS)).isTrue();
            assertThat(process.exitValue()).as(said).isZero();
            return said;
        } finally {
            process.destroyForcibly();
        }
    }
}
