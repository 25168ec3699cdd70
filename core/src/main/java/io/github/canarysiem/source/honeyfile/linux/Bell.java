package io.github.canarysiem.source.honeyfile.linux;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Wakes a thread that waits in {@link Poll}, of this process or another: an eventfd(2). Thread-safe. */
public final class Bell implements AutoCloseable {
    private final int file;
    private final ByteBuffer one = ByteBuffer.allocateDirect(Long.BYTES).order(ByteOrder.nativeOrder());
    private final ByteBuffer any = ByteBuffer.allocateDirect(Long.BYTES);
    private boolean closed;

    /** A new bell. */
    public Bell() throws IOException {
        this(Libc.eventfd(0, Libc.O_CLOEXEC | Libc.O_NONBLOCK));
        if (file < 0) {
            throw new IOException("No eventfd can be had: " + Libc.message(Libc.error()));
        }
    }

    /** The bell of the process from which this file was inherited. */
    public Bell(int file) {
        this.file = file;
        one.putLong(0, 1);
    }

    /** What to give to {@link Poll}. */
    public int file() {
        return file;
    }

    /** Wakes whoever waits, now and later, until it is stilled. */
    public synchronized void ring() {
        if (!closed) {
            Libc.write(file, one, Long.BYTES);
        }
    }

    /** Whoever waits from now on waits for the next ringing. */
    public synchronized void still() {
        if (!closed) {
            Libc.read(file, any, Long.BYTES);
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
