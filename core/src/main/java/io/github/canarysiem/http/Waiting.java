package io.github.canarysiem.http;

import org.jspecify.annotations.Nullable;

/** A thread that waits for an answer, and that another may wake. Thread-safe. */
final class Waiting {
    private @Nullable Thread thread;
    private boolean woken;

    /** This thread begins to wait. */
    synchronized void begin() {
        thread = Thread.currentThread();
        woken = false;
    }

    /** Interrupts the thread, if one waits. */
    synchronized void wake() {
        if (thread != null && !woken) {
            woken = true;
            thread.interrupt();
        }
    }

    /** This thread waits no longer. An interruption by {@link #wake} that came too late to be noticed is taken back. */
    synchronized void end() {
        thread = null;
        if (woken) {
            Thread.interrupted();
        }
    }

    /** Whether the last wait was ended by another thread. */
    synchronized boolean wasWoken() {
        return woken;
    }
}
