package io.github.canarysiem.internal;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * How long to wait before the next attempt: doubling, with jitter so that many replicas do not come back at the same moment.
 * Thread-safe if its random generator is.
 *
 * @param first the wait after the first failure, before jitter
 * @param longest the longest wait
 * @param random the jitter
 */
record Backoff(Duration first, Duration longest, RandomGenerator random) {
    private static final int MOST_DOUBLINGS = 30;

    /** The wait after so many failures in a row: between a half and the whole of the doubled time. */
    Duration after(int failures) {
        long doubled = first.toMillis() << Math.min(Math.max(failures, 1) - 1, MOST_DOUBLINGS);
        long most = doubled < 0 ? longest.toMillis() : Math.min(doubled, longest.toMillis());
        return Duration.ofMillis(most / 2 + random.nextLong(most / 2 + 1));
    }
}
