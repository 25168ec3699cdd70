package io.github.canarysiem.elastic;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * A thread that sends one half of a large batch while the caller makes and sends the other: a cluster stores two requests at once
 * in less time than one after the other, and is not idle while documents are written. Used by one caller at a time; {@link
 * #close()} is safe from any.
 */
final class SecondLane implements AutoCloseable {
    private final Nodes nodes;
    /** One thread, which ends when it has had nothing to do for a while. */
    private final ExecutorService thread =
            new ThreadPoolExecutor(0, 1, 10, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), task -> {
                Thread made = new Thread(task, "elastic-second-lane");
                made.setDaemon(true);
                return made;
            });

    /** Sends a request and says what became of it. */
    @FunctionalInterface
    interface Sending {
        BulkReply by(Nodes nodes) throws InterruptedException;
    }

    SecondLane(Nodes nodes) {
        this.nodes = nodes;
    }

    /** Begins to send. */
    Future<BulkReply> begin(Sending sending) {
        return thread.submit(() -> sending.by(nodes));
    }

    /** Waits for the end. */
    static BulkReply await(Future<BulkReply> begun) throws IOException, InterruptedException {
        try {
            return begun.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof InterruptedException) {
                throw new InterruptedIOException("the request was ended here");
            }
            throw new IOException("a request could not be sent: " + e.getCause(), e);
        }
    }

    @Override
    public void close() {
        nodes.close();
    }
}
