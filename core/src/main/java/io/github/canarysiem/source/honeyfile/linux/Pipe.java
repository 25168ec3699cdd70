package io.github.canarysiem.source.honeyfile.linux;

import java.io.IOException;

/** A pipe(2) that never blocks, as large as an ordinary account may have; its ends are closed one by one, and closing again does nothing. Thread-safe. */
public final class Pipe implements AutoCloseable {
    private static final int SET_SIZE = 1031;
    private static final int SIZE = 1 << 20;

    private final int[] ends = new int[2];
    private final boolean[] closed = new boolean[2];

    public Pipe() throws IOException {
        if (Libc.pipe2(ends, Libc.O_CLOEXEC | Libc.O_NONBLOCK) < 0) {
            throw new IOException("No pipe can be had: " + Libc.message(Libc.error()));
        }
        // It works with less, too.
        Libc.fcntl(ends[1], SET_SIZE, SIZE);
    }

    /** Out of which is read; hung up when nobody has the other end any more. */
    public int reading() {
        return ends[0];
    }

    /** Into which is written. */
    public int writing() {
        return ends[1];
    }

    public synchronized void closeReading() {
        close(0);
    }

    public synchronized void closeWriting() {
        close(1);
    }

    @Override
    public synchronized void close() {
        close(0);
        close(1);
    }

    private void close(int end) {
        if (!closed[end]) {
            closed[end] = true;
            Libc.close(ends[end]);
        }
    }
}
