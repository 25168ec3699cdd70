package io.github.canarysiem.source.honeyfile.inotify;

import java.nio.ByteBuffer;
import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.List;

/**
 * Something that the kernel saw.
 *
 * <p>Form: {@code struct inotify_event}: watch (32 bits), mask (32), cookie (32), length of the name (32), name, filled up with NUL.
 *
 * @param watch number of the watch; -1 for an overflow
 * @param mask what it was
 * @param cookie what both halves of a move have in common
 * @param name of the entry of a watched folder; empty if it is the watched file or folder itself
 */
record Event(int watch, int mask, int cookie, String name) {
    private static final int HEAD = 16;
    private static final Charset NAMES = Charset.forName(System.getProperty("sun.jnu.encoding", "UTF-8"));

    static List<Event> parsed(ByteBuffer buffer, int length) {
        List<Event> events = new ArrayList<>();
        int at = 0;
        while (at + HEAD <= length) {
            int room = buffer.getInt(at + 12);
            byte[] name = new byte[room];
            buffer.get(at + HEAD, name);
            int end = 0;
            while (end < room && name[end] != 0) {
                end++;
            }
            events.add(new Event(
                    buffer.getInt(at), buffer.getInt(at + 4), buffer.getInt(at + 8), new String(name, 0, end, NAMES)));
            at += HEAD + room;
        }
        return events;
    }

    boolean is(int bits) {
        return (mask & bits) != 0;
    }
}
