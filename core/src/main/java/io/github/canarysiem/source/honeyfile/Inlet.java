package io.github.canarysiem.source.honeyfile;

import io.github.canarysiem.source.honeyfile.detector.Observation;
import io.github.canarysiem.source.honeyfile.detector.Observer;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Where detectors drop what they see, and the source's thread picks it up. Nobody waits at the door: somebody may be held until it
 * has shut behind his observation. What does not fit is counted. Thread-safe.
 */
final class Inlet {
    private static final int MOST = 20_000;

    private final BlockingQueue<Arrival> arrivals = new LinkedBlockingQueue<>(MOST);
    private final AtomicInteger lost = new AtomicInteger();
    private final AtomicInteger overflows = new AtomicInteger();
    private final AtomicReference<@Nullable String> failure = new AtomicReference<>();
    private final Clock clock;

    Inlet(Clock clock) {
        this.clock = clock;
    }

    /** The door for a detector of this name. */
    Observer door(String detector) {
        return new Observer() {
            @Override
            public void seen(Observation observation) {
                if (!arrivals.offer(new Arrival(detector, observation, clock.instant()))) {
                    lost.incrementAndGet();
                }
            }

            @Override
            public void overflowed() {
                overflows.incrementAndGet();
            }

            @Override
            public void failed(String reason) {
                failure.compareAndSet(null, reason);
            }
        };
    }

    /** The next arrival, or null if none came in time. */
    @Nullable
    Arrival next(Duration wait) throws InterruptedException {
        return arrivals.poll(wait.toNanos(), TimeUnit.NANOSECONDS);
    }

    /** The next arrival if it is there already. */
    @Nullable
    Arrival next() {
        return arrivals.poll();
    }

    /** How many observations did not fit since the last call. */
    int takeLost() {
        return lost.getAndSet(0);
    }

    /** How often a kernel's queue overflowed since the last call. */
    int takeOverflows() {
        return overflows.getAndSet(0);
    }

    /** Why a detector sees nothing more; null while all are well. */
    @Nullable
    String failure() {
        return failure.get();
    }
}
