package io.github.canarysiem.source.honeyfile.fanotify;

import io.github.canarysiem.source.honeyfile.linux.Libc;
import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.function.Consumer;

/**
 * Sightings on their way from one process to the other, through a pipe that keeps some thousands of them while the reading one is
 * stopped. Writing never waits. One end is for one thread.
 *
 * <p>Form: length (32 bits, big-endian), then a {@link Sighting} in so many bytes; nothing in order to say that the writer has begun.
 * Each is written at once and short enough not to be torn (PIPE_BUF).
 */
final class SightingPipe {
    private static final int LONGEST = 4096;
    private static final int READ_AT_ONCE = 64 * 1024;

    private final int file;
    private final ByteBuffer outgoing = ByteBuffer.allocateDirect(LONGEST);
    private final ByteBuffer incoming = ByteBuffer.allocateDirect(READ_AT_ONCE);
    private byte[] rest = new byte[0];

    SightingPipe(int file) {
        this.file = file;
    }

    /** Says that the writer has begun. */
    void begin() {
        write(new byte[0]);
    }

    /** Writes; false if there is no room. */
    boolean write(Sighting sighting) {
        byte[] whole = sighting.written();
        return write(fits(whole) ? whole : sighting.shortened().written());
    }

    /**
     * Reads what there is.
     *
     * @return false if nothing will come any more
     */
    boolean read(Consumer<Sighting> reader) throws IOException {
        long length = Libc.read(file, incoming, READ_AT_ONCE);
        if (length <= 0) {
            return length < 0 && (Libc.error() == Libc.EAGAIN || Libc.error() == Libc.EINTR);
        }
        byte[] bytes = new byte[rest.length + (int) length];
        System.arraycopy(rest, 0, bytes, 0, rest.length);
        incoming.get(0, bytes, rest.length, (int) length);
        ByteBuffer left = ByteBuffer.wrap(bytes);
        while (left.remaining() >= Integer.BYTES && left.remaining() - Integer.BYTES >= left.getInt(left.position())) {
            byte[] one = new byte[left.getInt()];
            left.get(one);
            if (one.length > 0) {
                reader.accept(Sighting.read(new DataInputStream(new ByteArrayInputStream(one))));
            }
        }
        rest = new byte[left.remaining()];
        left.get(rest);
        return true;
    }

    private boolean write(byte[] bytes) {
        if (!fits(bytes)) {
            return false;
        }
        outgoing.putInt(0, bytes.length);
        outgoing.put(Integer.BYTES, bytes);
        int length = Integer.BYTES + bytes.length;
        return Libc.write(file, outgoing, length) == length;
    }

    private static boolean fits(byte[] bytes) {
        return bytes.length <= LONGEST - Integer.BYTES;
    }
}
