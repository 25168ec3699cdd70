package io.github.canarysiem.source.honeyfile.fanotify;

import io.github.canarysiem.source.honeyfile.linux.Libc;
import java.io.IOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Who is held at the moment, in memory that the reader shares with whoever guards it, be it another process. One thread writes, others
 * may read; nobody waits for anybody.
 *
 * <p>Form, in 64-bit numbers of this machine: how often the reader began or ended a reading (odd while it reads), how many events were
 * let go unseen by the guards, for each of both guards whether it sleeps (1) or not (0), then {@value #SLOTS} places: 0, or a running
 * number (upper half) and the event's number (lower half).
 */
final class HeldOpeners implements AutoCloseable {
    static final int SLOTS = 256;
    static final int GUARDS = 2;

    private static final VarHandle NUMBERS =
            MethodHandles.byteBufferViewVarHandle(long[].class, ByteOrder.nativeOrder());
    private static final int READINGS = 0;
    private static final int UNSEEN = Long.BYTES;
    private static final int SLEEPING = 2 * Long.BYTES;
    private static final int FIRST_SLOT = SLEEPING + GUARDS * Long.BYTES;
    private static final int LENGTH = FIRST_SLOT + SLOTS * Long.BYTES;

    private final int file;
    private final MappedByteBuffer memory;
    private long serial;

    private HeldOpeners(int file, MappedByteBuffer memory) {
        this.file = file;
        this.memory = memory;
    }

    /** Memory that a process can inherit. */
    static HeldOpeners create() throws IOException {
        int file = Libc.memfd_create(Libc.text("canary-siem-held"), 1);
        if (file < 0) {
            throw new IOException("No shared memory can be had: " + Libc.message(Libc.error()));
        }
        return shared(file);
    }

    /** The memory of the process from which this file was inherited. */
    static HeldOpeners shared(int file) throws IOException {
        try (FileChannel channel =
                FileChannel.open(Path.of("/proc/self/fd/" + file), StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            return new HeldOpeners(file, channel.map(FileChannel.MapMode.READ_WRITE, 0, LENGTH));
        }
    }

    int file() {
        return file;
    }

    void readingBegins() {
        NUMBERS.getAndAdd(memory, READINGS, 1L);
    }

    void readingEnds() {
        NUMBERS.getAndAdd(memory, READINGS, 1L);
    }

    /** Changes whenever the reader gets on. */
    long readings() {
        return (long) NUMBERS.getVolatile(memory, READINGS);
    }

    void hold(int slot, int event) {
        serial++;
        NUMBERS.setVolatile(memory, place(slot), serial << Integer.SIZE | event);
    }

    void free(int slot) {
        NUMBERS.setVolatile(memory, place(slot), 0L);
    }

    /** What is in this place, unlike anything that was there before; 0 if nobody is held there. */
    long holding(int slot) {
        return (long) NUMBERS.getVolatile(memory, place(slot));
    }

    /** The event's number, of what {@link #holding} returned. */
    static int event(long holding) {
        return (int) holding;
    }

    /** Frees the place unless somebody else is held there by now. */
    void free(int slot, long holding) {
        NUMBERS.compareAndSet(memory, place(slot), holding, 0L);
    }

    /** Whether anybody may be held, or is just being read. */
    boolean anybody() {
        boolean found = (readings() & 1) == 1;
        for (int slot = 0; slot < SLOTS && !found; slot++) {
            found = holding(slot) != 0;
        }
        return found;
    }

    /** The guard will not look by itself any more. */
    void sleeps(int guard) {
        NUMBERS.setVolatile(memory, SLEEPING + guard * Long.BYTES, 1L);
    }

    /** Whether the guard has slept and has to be woken, once. */
    boolean wake(int guard) {
        return (long) NUMBERS.getVolatile(memory, SLEEPING + guard * Long.BYTES) == 1L
                && NUMBERS.compareAndSet(memory, SLEEPING + guard * Long.BYTES, 1L, 0L);
    }

    void unseen(int more) {
        NUMBERS.getAndAdd(memory, UNSEEN, (long) more);
    }

    /** How many events were let go unseen. */
    long unseen() {
        return (long) NUMBERS.getVolatile(memory, UNSEEN);
    }

    /** The memory stays as long as it is used. */
    @Override
    public void close() {
        Libc.close(file);
    }

    private static int place(int slot) {
        return FIRST_SLOT + slot * Long.BYTES;
    }
}
