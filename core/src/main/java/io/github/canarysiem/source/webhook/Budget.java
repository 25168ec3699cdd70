package io.github.canarysiem.source.webhook;

import java.util.concurrent.atomic.AtomicLong;

/** Bounds the memory of all that is on its way, from a body's first byte until it is stored. Thread-safe. */
final class Budget {
    private final AtomicLong left;

    Budget(long bytes) {
        left = new AtomicLong(bytes);
    }

    /** Takes so many bytes, or nothing if there are not so many left. */
    boolean take(long bytes) {
        return left.getAndUpdate(now -> now < bytes ? now : now - bytes) >= bytes;
    }

    void giveBack(long bytes) {
        left.addAndGet(bytes);
    }
}
