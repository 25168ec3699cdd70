package io.github.canarysiem.source.honeyfile.fanotify;

import io.github.canarysiem.source.honeyfile.linux.Bell;
import io.github.canarysiem.source.honeyfile.linux.Libc;
import io.github.canarysiem.source.honeyfile.linux.Poll;
import io.github.canarysiem.source.honeyfile.linux.Priority;
import java.io.File;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.function.Predicate;

/**
 * Lets openers go whom the reader does not let go in time, because it is stopped, hung, busy or collecting garbage. It looks at nothing
 * but the group and the shared memory, sleeps while nobody opens anything, and takes no lock. For one thread.
 *
 * <p>An opener waits at most for {@link #UNREAD} until the reader takes him, or the guard does, and then for {@link #HELD}; both are
 * found out within a {@link #TICK}, so that all of it is below {@link FanotifyDetector#DEADLINE}.
 */
final class Guard {
    static final long UNREAD = TimeUnit.MILLISECONDS.toNanos(12);
    static final long HELD = TimeUnit.MILLISECONDS.toNanos(28);
    static final int TICK = 3;
    /** So long may looking at unread openers take before those behind them are let go first and looked at then. */
    private static final long BRIEF = TimeUnit.MILLISECONDS.toNanos(8);

    private static final int AT_ONCE = 64;

    private final FanotifyGroup group;
    private final HeldOpeners held;
    private final int number;
    private final Bell bell;
    private final long process;
    private final Lookout lookout;
    private final Predicate<Sighting> teller;
    private final LongSupplier nanoTime;
    private final Events events = new Events(AT_ONCE);
    private final ByteBuffer answer = FanotifyGroup.answer();
    private final long[] seen = new long[HeldOpeners.SLOTS];
    private final long[] since = new long[HeldOpeners.SLOTS];
    private long readings;
    private long readingsSince;

    /**
     * A guard.
     *
     * @param number which of the guards, from 0
     * @param bell is rung by the reader when somebody comes while this guard sleeps
     * @param process the one that reads
     * @param lookout looks at those who are not read; never for long
     * @param teller is told what that one saw; says whether it could pass it on
     */
    Guard(
            FanotifyGroup group,
            HeldOpeners held,
            int number,
            Bell bell,
            long process,
            Lookout lookout,
            Predicate<Sighting> teller,
            LongSupplier nanoTime) {
        this.group = group;
        this.held = held;
        this.number = number;
        this.bell = bell;
        this.process = process;
        this.lookout = lookout;
        this.teller = teller;
        this.nanoTime = nanoTime;
    }

    /**
     * Guards until one of these files has news.
     *
     * @param atMost nanoseconds
     */
    void run(long atMost, int... ends) {
        Priority.first();
        Poll end = new Poll(ends);
        Poll all = new Poll(withCauses(ends));
        Poll queue = new Poll(group.file());
        long from = nanoTime.getAsLong();
        while (nanoTime.getAsLong() - from < atMost) {
            bell.still();
            held.sleeps(number);
            // The reader does not ring for somebody who came before that.
            if (!held.anybody()) {
                all.await((int) Math.min(TimeUnit.NANOSECONDS.toMillis(atMost) + 1, Integer.MAX_VALUE));
            }
            held.wake(number);
            begin();
            do {
                if (end.await(TICK)) {
                    return;
                }
            } while (look(queue.await(0)));
        }
    }

    private void begin() {
        readings = held.readings();
        readingsSince = nanoTime.getAsLong();
        Arrays.fill(seen, 0);
    }

    /** Does what has to be done by now; false if nobody waits. */
    private boolean look(boolean unread) {
        long now = nanoTime.getAsLong();
        if (held.readings() != readings) {
            readings = held.readings();
            readingsSince = now;
        }
        boolean reading = (readings & 1) == 1;
        if (now - readingsSince >= UNREAD) {
            if (unread) {
                takeUnread();
            }
            if (reading) {
                allowWhateverIsOpen();
            }
        }
        boolean anybody = false;
        for (int slot = 0; slot < seen.length; slot++) {
            anybody |= look(slot, now);
        }
        return anybody || unread || reading;
    }

    private boolean look(int slot, long now) {
        long holding = held.holding(slot);
        if (holding == 0) {
            return false;
        }
        if (holding != seen[slot]) {
            seen[slot] = holding;
            since[slot] = now;
        } else if (now - since[slot] >= HELD) {
            group.allow(HeldOpeners.event(holding), answer);
            held.free(slot, holding);
        }
        return true;
    }

    private void takeUnread() {
        try {
            events.filled(group.read(events.buffer()));
        } catch (IOException e) {
            // The next look tries again; the reader will say why it cannot.
            return;
        }
        long begun = nanoTime.getAsLong();
        boolean crowded = events.count() == AT_ONCE;
        while (events.next()) {
            if (events.file() < 0) {
                held.unseen(1);
            } else {
                take(crowded || nanoTime.getAsLong() - begun > BRIEF);
                Libc.close(events.file());
            }
        }
    }

    private void take(boolean late) {
        if (late) {
            group.allow(events.file(), answer);
        }
        Sighting sighting = lookout.look(events.mask(), events.file(), events.process());
        if (!late) {
            group.allow(events.file(), answer);
        }
        if (sighting != null && !teller.test(sighting)) {
            held.unseen(1);
        }
    }

    /** The reader has been stopped after it was given events and before it wrote them down: they are among its open files. */
    private void allowWhateverIsOpen() {
        String[] files = new File("/proc/" + process + "/fd").list();
        if (files != null) {
            for (String file : files) {
                group.allow(Integer.parseInt(file), answer);
            }
        }
    }

    private int[] withCauses(int[] ends) {
        int[] all = Arrays.copyOf(ends, ends.length + 2);
        all[ends.length] = group.file();
        all[ends.length + 1] = bell.file();
        return all;
    }
}
