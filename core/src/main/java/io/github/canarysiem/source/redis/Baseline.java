package io.github.canarysiem.source.redis;

import io.github.canarysiem.spi.Position;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The first start ever takes stock of what is there without sending it. Until every token has been read once, a hit is news only
 * if it is younger than that start. The moment of the start is stored before anything else, so that a restart in between goes on
 * with the same one; afterwards everything unseen is news.
 *
 * <p>The position's value is {@code open } with the moment in ISO 8601, or {@code complete}. Thread-safe.
 */
final class Baseline {
    private static final String OPEN = "open ";
    private static final Position COMPLETE = new Position("complete");
    /** The server takes a hit's time up to two seconds before it stores the hit; clocks differ a little, too. */
    private static final Duration LATE = Duration.ofSeconds(30);

    private volatile @Nullable Instant since;

    private Baseline(@Nullable Instant since) {
        this.since = since;
    }

    /** A stock-taking that begins now. */
    static Baseline since(Instant now) {
        return new Baseline(now);
    }

    /** The state that a position tells of. A position that nobody knows counts as complete: that can lose nothing. */
    static Baseline at(Position position) {
        String value = position.value();
        try {
            return new Baseline(value.startsWith(OPEN) ? Instant.parse(value.substring(OPEN.length())) : null);
        } catch (DateTimeException e) {
            return new Baseline(null);
        }
    }

    boolean isOpen() {
        return since != null;
    }

    void complete() {
        since = null;
    }

    Position position() {
        Instant moment = since;
        return moment == null ? COMPLETE : new Position(OPEN + moment);
    }

    /**
     * Whether a hit that the ledger does not know is news.
     *
     * @param time when it happened; null if its key is no credible time
     * @param pushed whether the server has just said that this token has changed
     */
    boolean isNews(@Nullable Instant time, boolean pushed) {
        Instant moment = since;
        if (moment == null) {
            return true;
        }
        if (time == null) {
            return pushed;
        }
        return !time.isBefore(pushed ? moment.minus(LATE) : moment);
    }
}
