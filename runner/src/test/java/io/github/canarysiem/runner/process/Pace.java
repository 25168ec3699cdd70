package io.github.canarysiem.runner.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/** Has something done again and again in a thread of its own, until {@link #end()} or {@link #close()}. */
final class Pace implements AutoCloseable {
    private final ScheduledExecutorService thread;
    private final ScheduledFuture<?> turns;

    private Pace(ScheduledExecutorService thread, ScheduledFuture<?> turns) {
        this.thread = thread;
        this.turns = turns;
    }

    /** With such a pause after each time. */
    static Pace withPauses(Duration pause, Runnable action) {
        ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor();
        return new Pace(thread, thread.scheduleWithFixedDelay(action, 0, pause.toNanos(), TimeUnit.NANOSECONDS));
    }

    /** Once in each such period; what was missed is made up for. */
    static Pace atRate(Duration period, Runnable action) {
        ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor();
        return new Pace(thread, thread.scheduleAtFixedRate(action, 0, period.toNanos(), TimeUnit.NANOSECONDS));
    }

    /** Ends it, and fails if it has failed before. */
    void end() throws InterruptedException {
        assertThat(turns.isDone()).isFalse();
        thread.shutdown();
        assertThat(thread.awaitTermination(1, TimeUnit.MINUTES)).isTrue();
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }
}
