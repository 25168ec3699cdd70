package io.github.canarysiem.source.log;

import java.io.Closeable;
import java.io.IOException;
import java.util.Arrays;

/** The bytes of an open file, whatever happens to its name. Not thread-safe. */
interface Content extends Closeable {
    /**
     * Reads from a position.
     *
     * @return how many bytes were read; 0 or less at the end
     */
    int read(long position, byte[] into, int from, int count) throws IOException;

    /** How many bytes there are now. */
    long size() throws IOException;

    /** Whether it is of a kind that nobody writes on. */
    boolean isFinal();

    /** Whether it can be read still. */
    boolean isOpen();

    /** Whether another one begins with all that is in this one now, as far as both ends of that tell. */
    default boolean isFrontOf(Content other) throws IOException {
        long size = size();
        return other.size() >= size && Imprint.of(this, size).isOf(other, size);
    }

    /** Whether these bytes stand at a position. */
    default boolean holds(byte[] bytes, long position) throws IOException {
        byte[] found = new byte[bytes.length];
        int read = 0;
        while (read < bytes.length) {
            int count = read(position + read, found, read, bytes.length - read);
            if (count <= 0) {
                return false;
            }
            read += count;
        }
        return Arrays.equals(found, bytes);
    }
}
