package io.github.canarysiem.source.honeyfile.linux;

import java.io.IOException;
import java.nio.ByteBuffer;

/** Wakes a thread that waits in {@link Poll}: an eventfd(2). It stays rung until it is closed. Thread-safe. */
public final class Bell implements AutoCloseable {
    private final int file;
    private boolean closed;

    public Bell() throws IOException {
        file = Libc.eventfd(0, Libc.O_CLOEXEC | Libc.O_NONBLOCK);
        if (file < 0) {
            throw new IOException("No eventfd can be had: " + Libc.message(Libc.error()));
        }
    }

    /** What to give to {@link Poll}. */
    public int file() {
        return file;
    }

    /** Wakes whoever waits, now and later. */
    public synchronized void ring() {
        if (!closed) {
            ByteBuffer one = ByteBuffer.allocateDirect(Long.BYTES).putLong(0, -1L >>> 8);
            Libc.write(file, one, Long.BYTES);
        }
    }

    /** Only after the thread that waits has ended. */
    @Override
    public synchronized void close() {
        if (!closed) {
            closed = true;
            Libc.close(file);
        }
    }
}
