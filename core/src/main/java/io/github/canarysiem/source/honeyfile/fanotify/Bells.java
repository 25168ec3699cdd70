package io.github.canarysiem.source.honeyfile.fanotify;

import io.github.canarysiem.source.honeyfile.linux.Bell;
import java.io.IOException;

/** Those of both guards, and how the reader wakes the ones that sleep. */
final class Bells implements AutoCloseable {
    /** The guard in this process, as long as there is no other. */
    static final int OWN = 0;
    /** The guard in a process of its own. */
    static final int COMPANION = 1;

    private final HeldOpeners held;
    private final Bell own = new Bell();
    private final Bell companion = new Bell();

    Bells(HeldOpeners held) throws IOException {
        this.held = held;
    }

    Bell own() {
        return own;
    }

    Bell companion() {
        return companion;
    }

    /** Somebody comes. */
    void wake() {
        if (held.wake(OWN)) {
            own.ring();
        }
        if (held.wake(COMPANION)) {
            companion.ring();
        }
    }

    @Override
    public void close() {
        own.close();
        companion.close();
    }
}
