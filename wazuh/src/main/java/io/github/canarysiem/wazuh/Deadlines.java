package io.github.canarysiem.wazuh;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Closes connections that take too long: a blocked write, unlike a read, has no time-out of its own.
 *
 * <p>One daemon thread, which begins with the first deadline and ends when the sender is closed.
 */
final class Deadlines implements Closeable {
    private final Duration timeout;
    private final ScheduledThreadPoolExecutor timer;
    private @Nullable Closeable current;

    Deadlines(Duration timeout) {
        this.timeout = timeout;
        this.timer = new ScheduledThreadPoolExecutor(1, task -> {
            Thread thread = new Thread(task, "wazuh-syslog-deadline");
            thread.setDaemon(true);
            return thread;
        });
        timer.setRemoveOnCancelPolicy(true);
    }

    /**
     * Closes this when the time is over, unless the deadline is lifted before.
     *
     * @throws IOException if this object is closed
     */
    synchronized Deadline closing(Closeable connection) throws IOException {
        if (timer.isShutdown()) {
            throw new IOException("the sink is closed");
        }
        current = connection;
        return new Deadline(timer.schedule(() -> close(connection), timeout.toMillis(), TimeUnit.MILLISECONDS));
    }

    /** Ends the connection that is under way, too: it would otherwise outlive its deadline. */
    @Override
    public synchronized void close() {
        timer.shutdownNow();
        if (current != null) {
            close(current);
            current = null;
        }
    }

    private static void close(Closeable connection) {
        try {
            connection.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** One connection's deadline. */
    static final class Deadline {
        private final ScheduledFuture<?> closing;

        private Deadline(ScheduledFuture<?> closing) {
            this.closing = closing;
        }

        boolean hasPassed() {
            return closing.getDelay(TimeUnit.NANOSECONDS) <= 0;
        }

        void lift() {
            closing.cancel(false);
        }
    }
}
