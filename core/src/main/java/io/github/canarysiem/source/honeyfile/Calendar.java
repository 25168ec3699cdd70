package io.github.canarysiem.source.honeyfile;

import java.time.Duration;
import java.time.Instant;

/** When something is due that happens again and again. Not thread-safe. */
final class Calendar {
    private final Duration interval;
    private Instant next;

    /** Due for the first time after one interval. */
    Calendar(Duration interval, Instant now) {
        this.interval = interval;
        this.next = now.plus(interval);
    }

    /** Whether it is due; if so, the next time is one interval from now. */
    boolean isDue(Instant now) {
        if (now.isBefore(next)) {
            return false;
        }
        next = now.plus(interval);
        return true;
    }

    /** Makes it due at once. */
    void hasten() {
        next = Instant.MIN;
    }
}
