package io.github.canarysiem.source.webhook;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** A body as far as it has come, and what it holds of the budget. Thread-safe. */
final class Body {
    /** What an incident needs beside the text of its body. */
    private static final long OVERHEAD = 4 << 10;

    private final Budget budget;
    private final int maximum;
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private long held;
    private boolean closed;

    /** An empty one, of at most so many bytes. */
    Body(Budget budget, int maximum) {
        this.budget = budget;
        this.maximum = maximum;
    }

    /** Takes more of it; behind {@link #close}, throws it away. Returns why it cannot be taken, or null. */
    synchronized @Nullable Answer append(ByteBuffer more) {
        if (closed) {
            return null;
        }
        int length = more.remaining();
        if (bytes.size() + length > maximum) {
            return Answer.TOO_LARGE;
        }
        long needed = held == 0 ? length + OVERHEAD : length;
        if (!budget.take(needed)) {
            return Answer.BUSY;
        }
        held += needed;
        byte[] copy = new byte[length];
        more.get(copy);
        bytes.writeBytes(copy);
        return null;
    }

    synchronized byte[] content() {
        return bytes.toByteArray();
    }

    /** Forgets the bytes, and leaves to the caller what they hold of the budget. */
    synchronized long handOver() {
        long handed = held;
        held = 0;
        close();
        return handed;
    }

    /** Forgets everything. */
    synchronized void close() {
        budget.giveBack(held);
        held = 0;
        closed = true;
        bytes.reset();
    }
}
