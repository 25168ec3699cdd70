package io.github.canarysiem.source.honeyfile.fanotify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.canarysiem.source.honeyfile.detector.Child;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A {@link Watcher} that can be stopped and killed. */
final class WatcherProcess implements AutoCloseable {
    private static final Duration START = Duration.ofSeconds(30);

    private final Process process;
    private final List<String> lines = new CopyOnWriteArrayList<>();

    WatcherProcess(Path file) throws IOException {
        String classPath = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx64m",
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-cp",
                        classPath,
                        Watcher.class.getName(),
                        file.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        Thread listener = new Thread(this::listen, "watcher");
        listener.setDaemon(true);
        listener.start();
        await().atMost(START).untilAsserted(() -> assertThat(lines).contains("watching"));
    }

    void stop() throws IOException, InterruptedException {
        Child.run("kill", "-STOP", Long.toString(process.pid()));
        await().untilAsserted(() -> assertThat(state(process.pid())).startsWith("T"));
    }

    void goOn() throws IOException, InterruptedException {
        Child.run("kill", "-CONT", Long.toString(process.pid()));
    }

    /** Kills it and does not wait. */
    void kill() {
        process.destroyForcibly();
    }

    /** The process that guards while this one is stopped. */
    ProcessHandle companion() {
        return process.children().findFirst().orElseThrow();
    }

    long count(String line) {
        return lines.stream().filter(line::equals).count();
    }

    void awaitLines(String line, int atLeast) {
        await().atMost(START).untilAsserted(() -> assertThat(count(line)).isGreaterThanOrEqualTo(atLeast));
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }

    private void listen() {
        try (BufferedReader reader = process.inputReader()) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                lines.add(line);
            }
        } catch (IOException e) {
            lines.add("ended");
        }
    }

    private static String state(long process) throws IOException, InterruptedException {
        return Child.run("ps", "-o", "state=", "-p", Long.toString(process)).strip();
    }
}
