package io.github.canarysiem.source.honeyfile.linux;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Waits until one of a few files can be read or has been hung up. Allocates nothing while it waits. For one thread.
 *
 * <p>Form: {@code struct pollfd { int fd; short events; short revents; }}, see poll(2).
 */
public final class Poll {
    /** Waits until something happens. */
    public static final int FOREVER = -1;

    private static final int ENTRY = 8;
    private static final short POLLIN = 1;

    private final ByteBuffer entries;
    private final int count;

    public Poll(int... files) {
        count = files.length;
        entries = ByteBuffer.allocateDirect(ENTRY * count).order(ByteOrder.nativeOrder());
        for (int at = 0; at < count; at++) {
            entries.putInt(ENTRY * at, files[at]);
            entries.putShort(ENTRY * at + 4, POLLIN);
        }
    }

    /**
     * Waits for any of the files; a signal ends the waiting, too.
     *
     * @param milliseconds how long at most; {@link #FOREVER}
     * @return whether one of them has news
     */
    public boolean await(int milliseconds) {
        int ready = Libc.poll(entries, count, milliseconds);
        if (ready <= 0) {
            for (int at = 0; at < count; at++) {
                entries.putShort(ENTRY * at + 6, (short) 0);
            }
        }
        return ready > 0;
    }

    /** Whether this file, counted from 0, had news when {@link #await} returned. */
    public boolean ready(int file) {
        return entries.getShort(ENTRY * file + 6) != 0;
    }
}
