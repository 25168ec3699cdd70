package io.github.canarysiem.source.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.canarysiem.Incident;
import io.github.canarysiem.spi.Health;
import io.github.canarysiem.spi.Position;
import io.github.canarysiem.spi.Settings;
import io.github.canarysiem.testing.RecordingIntake;
import io.github.canarysiem.testing.RunningSource;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/** A log in a folder of its own, what is done to logs, and a source that follows it and can be stopped and started. */
final class FollowedLog implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    final Path path;
    final RecordingIntake intake = new RecordingIntake();
    private final Map<String, Object> settings = new HashMap<>();
    private final Duration retirement;
    private @Nullable RunningSource running;

    FollowedLog(Path folder, Duration retirement) {
        this.path = folder.resolve("incident.log");
        this.retirement = retirement;
        settings.put("path", path.toString());
        settings.put("format", "ct2rds");
        settings.put("start", "beginning");
        settings.put("poll-interval", "5ms");
    }

    FollowedLog(Path folder) {
        this(folder, Duration.ofMinutes(1));
    }

    FollowedLog with(String setting, Object value) {
        settings.put(setting, value);
        return this;
    }

    /** Starts the source and waits until it follows, or says why it cannot. */
    FollowedLog start() {
        intake.report(Health.starting("the test starts a source"));
        running = RunningSource.start(
                new LogFileSource(
                        LogFileSettings.read(Settings.of("log", settings), ZoneOffset.UTC),
                        retirement,
                        Clock.systemUTC()),
                intake);
        await().atMost(PATIENCE)
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(5))
                .until(() -> intake.health().state() != Health.State.STARTING);
        return this;
    }

    FollowedLog stop() {
        if (running != null) {
            running.close();
            assertThat(running.breach()).isNull();
            running = null;
        }
        return this;
    }

    boolean isRunning() {
        return running != null;
    }

    List<IOException> failures() {
        return running == null ? List.of() : running.failures();
    }

    FollowedLog write(String... marks) throws IOException {
        return writeTo(path, marks);
    }

    FollowedLog writeTo(Path file, String... marks) throws IOException {
        for (String mark : marks) {
            LogLines.append(file, LogLines.hit(mark) + "\n");
        }
        return this;
    }

    FollowedLog raw(String text) throws IOException {
        LogLines.append(path, text);
        return this;
    }

    /** As logrotate does it, without a new file. */
    FollowedLog rename() throws IOException {
        shift();
        Files.move(path, numbered(1));
        return this;
    }

    FollowedLog copyAndTruncate() throws IOException {
        shift();
        Files.copy(path, numbered(1));
        return truncate();
    }

    FollowedLog truncate() throws IOException {
        FileChannel.open(path, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING)
                .close();
        return this;
    }

    /** As cp does it, which keeps the file that is there. */
    FollowedLog copyOver(Path target) throws IOException {
        Files.write(target, Files.readAllBytes(path));
        return this;
    }

    /** What the log holds, under the name with .gz, over what is there. */
    FollowedLog compressTo(Path plain) throws IOException {
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(gzipped(plain)))) {
            Files.copy(path, out);
        }
        return this;
    }

    /** As gzip does it: under the name with .gz, with the time of the original, which goes last. */
    FollowedLog compress(int number) throws IOException {
        Path plain = numbered(number);
        Path compressed = gzipped(plain);
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(compressed))) {
            Files.copy(plain, out);
        }
        Files.setLastModifiedTime(compressed, Files.getLastModifiedTime(plain));
        Files.delete(plain);
        return this;
    }

    private static Path gzipped(Path plain) {
        return plain.resolveSibling(plain.getFileName() + ".gz");
    }

    Path numbered(int number) {
        return path.resolveSibling(path.getFileName() + "." + number);
    }

    List<String> marks() {
        return intake.stored().stream().map(LogLines::mark).toList();
    }

    /** Waits for exactly these, in this order. */
    void awaitMarks(String... marks) {
        await().atMost(PATIENCE).pollInterval(Duration.ofMillis(5)).until(() -> marks().size() >= marks.length);
        assertThat(marks()).containsExactly(marks);
    }

    List<Incident> stored() {
        return intake.stored();
    }

    Position position() {
        return intake.position();
    }

    private void shift() throws IOException {
        for (int number = 20; number > 0; number--) {
            move(numbered(number), numbered(number + 1));
            move(compressed(number), compressed(number + 1));
        }
    }

    private static void move(Path from, Path to) throws IOException {
        if (Files.exists(from)) {
            Files.move(from, to);
        }
    }

    private Path compressed(int number) {
        return path.resolveSibling(path.getFileName() + "." + number + ".gz");
    }

    @Override
    public void close() {
        stop();
    }
}
