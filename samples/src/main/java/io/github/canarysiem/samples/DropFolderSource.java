package io.github.canarysiem.samples;

import io.github.canarysiem.Incident;
import io.github.canarysiem.IncidentId;
import io.github.canarysiem.Kind;
import io.github.canarysiem.Severity;
import io.github.canarysiem.Token;
import io.github.canarysiem.spi.Finding;
import io.github.canarysiem.spi.Health;
import io.github.canarysiem.spi.IncidentSource;
import io.github.canarysiem.spi.Intake;
import io.github.canarysiem.spi.Position;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * A source of one's own: every file that somebody moves into a folder is an incident, its text the memo. A shell script can raise
 * an alarm like that.
 *
 * <p>A file is deleted when intake has it on disk, never before: that is how this upstream is told that it may forget. After a
 * crash in between the file is offered again, and the ledger knows it by its id; so this source needs no position.
 */
public final class DropFolderSource implements IncidentSource {
    private final Path folder;
    private final Duration interval;
    private final Clock clock;

    /** A source that looks into a folder once in every interval. */
    public DropFolderSource(Path folder, Duration interval, Clock clock) {
        this.folder = folder;
        this.interval = interval;
        this.clock = clock;
    }

    @Override
    public void run(Position last, Intake intake) throws IOException, InterruptedException {
        intake.report(Health.up(probe()));
        while (true) {
            List<Path> files = files();
            if (!files.isEmpty()) {
                intake.accept(findings(files), last);
                for (Path file : files) {
                    Files.deleteIfExists(file);
                }
            }
            Thread.sleep(interval.toMillis());
        }
    }

    @Override
    public String probe() throws IOException {
        return folder + " holds " + files().size() + " files";
    }

    @Override
    public void close() {
        // Nothing is held between two looks.
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> !file.getFileName().toString().startsWith("."))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new IOException(folder + ": cannot be read; check that the folder is there", e);
        }
    }

    private List<Finding> findings(List<Path> files) throws IOException {
        List<Finding> findings = new ArrayList<>();
        for (Path file : files) {
            String name = file.getFileName().toString();
            String memo = new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
            Instant written = Files.getLastModifiedTime(file).toInstant();
            findings.add(Finding.of(Incident.of(
                            IncidentId.of("drop-folder", name, memo), Kind.HIT, Severity.HIGH, written, clock.instant())
                    .token(new Token(name, null, memo))
                    .build()));
        }
        return findings;
    }
}
