package io.github.canarysiem.source.log;

import io.github.canarysiem.json.Text;
import io.github.canarysiem.source.log.format.LineFormat;
import io.github.canarysiem.source.log.format.LineFormats;
import io.github.canarysiem.source.log.format.Selection;
import io.github.canarysiem.spi.Finding;
import io.github.canarysiem.spi.Health;
import io.github.canarysiem.spi.IncidentSource;
import io.github.canarysiem.spi.Intake;
import io.github.canarysiem.spi.Position;
import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The incidents in a log file. Where it stands is stored with what it found, so that a crash neither loses nor doubles a line. One
 * thread runs it; nothing is held open between two runs.
 */
final class LogFileSource implements IncidentSource {
    /** How long rotation may take between renaming the log and making a new one. */
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    /** How often a position is stored that only passes lines over. */
    private static final Duration BETWEEN_POSITIONS = Duration.ofSeconds(5);

    private final LogFileSettings settings;
    private final Duration retirement;
    private final Clock clock;
    private final String name;

    /**
     * A source that has opened nothing yet.
     *
     * @param retirement how long a file that was put aside must be quiet until nobody is expected to write to it
     */
    LogFileSource(LogFileSettings settings, Duration retirement, Clock clock) {
        this.settings = settings;
        this.retirement = retirement;
        this.clock = clock;
        this.name = Text.printable(settings.path().toString());
    }

    @Override
    public void run(Position last, Intake intake) throws IOException, InterruptedException {
        try (Follower follower = new Follower(settings.path(), settings.maximumLine(), retirement, clock)) {
            Optional<LogPosition> stored = LogPosition.decoded(settings.path(), last);
            if (stored.isPresent()) {
                follower.resume(stored.get());
            } else {
                follower.begin(settings.startsAtEnd());
            }
            Selection selection = new Selection(settings.keys(), settings.paths());
            LineFormats formats = new LineFormats(settings.zone(), settings.redact(), selection);
            new Run(follower, formats.of(settings.format()), intake, stored.isPresent()).go();
        } catch (NoSuchFileException e) {
            throw new IOException(name + ": the files beside it are being renamed; it is tried again", e);
        } catch (ClosedByInterruptException e) {
            throw (InterruptedException) new InterruptedException("stopped while reading").initCause(e);
        }
    }

    @Override
    public String probe() throws IOException {
        Path path = settings.path();
        FileState state = FileState.of(path)
                .orElseThrow(() -> new IOException(name + ": is not there; check the path, or create it"));
        new PlainContent(path).close();
        return name + " holds " + state.size() + " bytes";
    }

    @Override
    public void close() {
        // Nothing is held between two runs.
    }

    /** One run. */
    private final class Run {
        private final Follower follower;
        private final LineFormat format;
        private final Intake intake;
        private final Batch batch;
        private Position stored;
        private Instant nextPosition;
        private String reported = "";

        Run(Follower follower, LineFormat format, Intake intake, boolean resumed) {
            this.follower = follower;
            this.format = format;
            this.intake = intake;
            this.batch = new Batch(settings, format, clock);
            this.stored = resumed ? position() : Position.START;
            this.nextPosition = Instant.MIN;
        }

        void go() throws IOException, InterruptedException {
            while (true) {
                boolean changed = follower.look();
                boolean more = follower.read(batch, format.waiting());
                if (!more) {
                    batch.settle();
                }
                handIn(changed);
                if (!more) {
                    report();
                    Thread.sleep(settings.pollInterval().toMillis());
                } else if (Thread.interrupted()) {
                    throw new InterruptedException("stopped between two batches");
                }
            }
        }

        private void handIn(boolean changed) throws IOException, InterruptedException {
            List<Finding> found = batch.handedOver();
            Instant now = clock.instant();
            if (found.isEmpty() && !changed && now.isBefore(nextPosition)) {
                return;
            }
            Position position = position();
            if (!found.isEmpty() || !position.equals(stored)) {
                intake.accept(found, position);
                stored = position;
            }
            nextPosition = now.plus(BETWEEN_POSITIONS);
        }

        private Position position() {
            return follower.position(format.waiting()).encoded();
        }

        private void report() {
            Optional<Instant> missing = follower.missing();
            boolean down = missing.isPresent()
                    && (reported.isEmpty() || !missing.get().plus(PATIENCE).isAfter(clock.instant()));
            String detail = down ? name + " is not there; it is waited for" : "follows " + name + batch.passedOver();
            if (!detail.equals(reported) && (down || missing.isEmpty())) {
                reported = detail;
                intake.report(down ? Health.down(detail) : Health.up(detail));
            }
        }
    }
}
