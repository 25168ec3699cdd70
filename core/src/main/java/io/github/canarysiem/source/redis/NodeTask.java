package io.github.canarysiem.source.redis;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/** The reading of one server, which goes on until it fails. */
interface NodeTask {
    void run() throws IOException, InterruptedException;

    /**
     * Runs all at once, until the first fails; then ends the others.
     *
     * @param disconnect ends what waits for an answer
     */
    static void runAll(List<NodeTask> tasks, Runnable disconnect) throws IOException, InterruptedException {
        ExecutorService threads = Executors.newFixedThreadPool(tasks.size());
        try {
            ExecutorCompletionService<Void> running = new ExecutorCompletionService<>(threads);
            for (NodeTask task : tasks) {
                running.submit(() -> {
                    task.run();
                    return null;
                });
            }
            running.take().get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof IOException failure) {
                throw failure;
            }
            throw new IOException("reading failed: " + e.getCause(), e);
        } finally {
            threads.shutdownNow();
            disconnect.run();
            if (!threads.awaitTermination(10, TimeUnit.SECONDS)) {
                disconnect.run();
            }
        }
    }
}
