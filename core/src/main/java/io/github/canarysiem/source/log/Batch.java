package io.github.canarysiem.source.log;

import io.github.canarysiem.json.Text;
import io.github.canarysiem.source.log.format.LineFormat;
import io.github.canarysiem.source.log.format.LogLine;
import io.github.canarysiem.source.log.format.Place;
import io.github.canarysiem.spi.Finding;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;

/** Collects what the lines tell until it is handed in, and counts those that tell nothing. Not thread-safe. */
final class Batch implements LineTaker {
    private static final Logger LOG = LogManager.getLogger(Batch.class);
    private static final int MOST_FINDINGS = 1_000;
    private static final long MOST_BYTES = 4 << 20;
    private static final Duration BETWEEN_WARNINGS = Duration.ofMinutes(10);

    private final LineFormat format;
    private final LineEncoding encoding;
    private final String path;
    private final Clock clock;
    private List<Finding> findings = new ArrayList<>();
    private long bytes;
    private long strange;
    private long tooLong;
    private Instant nextWarning = Instant.MIN;

    /** An empty batch. */
    Batch(LogFileSettings settings, LineFormat format, Clock clock) {
        this.format = format;
        this.encoding = new LineEncoding(settings.encoding());
        this.path = settings.path().toString();
        this.clock = clock;
    }

    @Override
    public void take(long generation, long offset, byte[] buffer, int from, int to) {
        bytes += to - from;
        Place place = new Place(path, generation, offset);
        if (!format.read(new LogLine(encoding.utf8(buffer, from, to), place, clock.instant()), findings::add)) {
            strange++;
            warn(offset);
        }
    }

    @Override
    public void tooLong(long generation, long offset) {
        tooLong++;
        LOG.warn("{}: the line at byte {} is longer than maximum-line and is skipped", Text.printable(path), offset);
    }

    @Override
    public boolean isFull() {
        return findings.size() >= MOST_FINDINGS || bytes >= MOST_BYTES;
    }

    /** Ends what has waited long enough for more lines. */
    void settle() {
        format.settle(clock.instant(), findings::add);
    }

    /** What was found; the batch is empty afterwards. */
    List<Finding> handedOver() {
        List<Finding> found = findings;
        findings = new ArrayList<>();
        bytes = 0;
        return found;
    }

    /** For operators: what was passed over; empty if nothing was. */
    String passedOver() {
        return (strange == 0 ? "" : "; lines not understood: " + strange)
                + (tooLong == 0 ? "" : "; lines too long: " + tooLong);
    }

    private void warn(long offset) {
        Instant now = clock.instant();
        if (!now.isBefore(nextWarning)) {
            nextWarning = now.plus(BETWEEN_WARNINGS);
            LOG.warn(
                    "{}: the line at byte {} is of no known format ({} so far); it is passed over",
                    Text.printable(path),
                    offset,
                    strange);
        }
    }
}
