package io.github.canarysiem.source.honeyfile.fanotify;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * The events of one reading, one after the other; allocates nothing. For one thread.
 *
 * <p>Form: {@code struct fanotify_event_metadata}, 24 bytes: length (32 bits), version, reserved (8), metadata length (16), mask (64),
 * fd (32), pid (32).
 */
final class Events {
    private static final int METADATA = 24;
    private static final int VERSION = 3;

    private final ByteBuffer buffer;
    private int length;
    private int next;
    private int at;

    /** Room for so many events. */
    Events(int most) {
        buffer = ByteBuffer.allocateDirect(METADATA * most).order(ByteOrder.nativeOrder());
    }

    /** Where to read them into. */
    ByteBuffer buffer() {
        return buffer;
    }

    /** So many bytes were read. */
    void filled(int bytes) {
        length = bytes;
        next = 0;
    }

    /** How many were read. */
    int count() {
        return length / METADATA;
    }

    /** Steps to the next event; false if there is none. */
    boolean next() {
        if (next + METADATA > length || buffer.get(next + 4) != VERSION) {
            return false;
        }
        at = next;
        next += Math.max(METADATA, buffer.getInt(at));
        return true;
    }

    long mask() {
        return buffer.getLong(at + 8);
    }

    /** The event's number and the open file; negative if it has none. */
    int file() {
        return buffer.getInt(at + 16);
    }

    int process() {
        return buffer.getInt(at + 20);
    }
}
