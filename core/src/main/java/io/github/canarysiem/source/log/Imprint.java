package io.github.canarysiem.source.log;

import java.io.IOException;
import java.util.Arrays;

/**
 * By what a file is known again, whatever its name and number are now: its first bytes, and those before the offset that was read
 * up to. A file whose first line is shorter has a shorter imprint, which grows as it is read. Immutable.
 */
final class Imprint {
    /** How many bytes of the front are known at most. */
    static final int HEAD = 128;

    /** How many bytes of a front tell that it is no other file: a line with a time and an address has more. */
    static final int TELLING = 64;

    private static final int TAIL = 64;

    /** Of a file of which nothing was read. */
    static final Imprint NONE = new Imprint(new byte[0], new byte[0]);

    private final byte[] head;
    private final byte[] tail;

    /**
     * An imprint that was stored; both arrays belong to it from now on.
     *
     * @param head the first bytes, none beyond the offset
     * @param tail bytes before the offset; empty when only the head is known
     */
    Imprint(byte[] head, byte[] tail) {
        this.head = head;
        this.tail = tail;
    }

    /** To be read only. */
    byte[] head() {
        return head;
    }

    /** To be read only. */
    byte[] tail() {
        return tail;
    }

    /** The imprint of a file that counts as read up to an offset. */
    static Imprint of(Content content, long offset) throws IOException {
        byte[] bytes = new byte[HEAD];
        Imprint imprint = NONE.after(bytes, read(content, 0, bytes, (int) Math.min(HEAD, offset)));
        if (offset <= HEAD) {
            return imprint;
        }
        return imprint.after(bytes, read(content, offset - TAIL, bytes, TAIL));
    }

    /** Whether a file is the one, and long enough to be read on at this offset. */
    boolean isOf(Content content, long offset) throws IOException {
        return content.holds(head, 0)
                && content.holds(tail, offset - tail.length)
                && (tail.length > 0 || content.size() >= offset);
    }

    /** Whether a file begins as this one, as far as either is known. */
    boolean beginsAs(Content content) throws IOException {
        byte[] found = new byte[HEAD];
        int common = Math.min(Math.max(0, content.read(0, found, 0, HEAD)), head.length);
        return common > 0 && Arrays.equals(found, 0, common, head, 0, common);
    }

    /** The imprint after the first bytes of a buffer were read, which follow on those before. */
    Imprint after(byte[] bytes, int count) {
        if (count == 0) {
            return this;
        }
        int missing = Math.min(count, HEAD - head.length);
        byte[] newHead = missing <= 0 ? head : joined(head, head.length, bytes, 0, missing);
        int kept = Math.min(tail.length, Math.max(0, TAIL - count));
        int added = Math.min(count, TAIL);
        byte[] last = Arrays.copyOfRange(tail, tail.length - kept, tail.length);
        return new Imprint(newHead, joined(last, kept, bytes, count - added, added));
    }

    /** The imprint at a smaller offset, of which only the head is known. */
    Imprint before(long offset) {
        return new Imprint(Arrays.copyOf(head, (int) Math.min(head.length, offset)), new byte[0]);
    }

    private static int read(Content content, long position, byte[] into, int count) throws IOException {
        int held = 0;
        int read = 1;
        while (held < count && read > 0) {
            read = content.read(position + held, into, held, count - held);
            held += Math.max(0, read);
        }
        return held;
    }

    private static byte[] joined(byte[] first, int firstCount, byte[] second, int from, int count) {
        byte[] joined = Arrays.copyOf(first, firstCount + count);
        System.arraycopy(second, from, joined, firstCount, count);
        return joined;
    }
}
