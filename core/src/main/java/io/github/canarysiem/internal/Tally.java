package io.github.canarysiem.internal;

import io.github.canarysiem.spi.Health;
import java.time.Instant;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/** What a worker has done and how it is; written by its thread, read by all. */
public final class Tally {
    /** Incidents stored from a source, or confirmed by a sink. */
    public final LongAdder done = new LongAdder();
    /** Answers that asked for another attempt. */
    public final LongAdder retried = new LongAdder();
    /** Incidents that went to the dead letters. */
    public final LongAdder rejected = new LongAdder();

    private volatile Health health = Health.starting("not connected yet");
    private volatile @Nullable Instant lastDone;
    private volatile @Nullable String lastError;

    /** How it is. */
    public Health health() {
        return health;
    }

    /** When {@link #done} last grew. */
    public @Nullable Instant lastDone() {
        return lastDone;
    }

    /** The latest reason for a failure. */
    public @Nullable String lastError() {
        return lastError;
    }

    void health(Health now) {
        health = now;
    }

    void done(long count, Instant at) {
        done.add(count);
        lastDone = at;
    }

    void error(String reason) {
        lastError = reason;
    }
}
