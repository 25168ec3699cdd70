package io.github.canarysiem.runner.demo;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Closes what a demonstration has opened, newest first, and deletes its files: at its end, and just as well when it is ended by
 * Ctrl-C, because a child process would outlive this one.
 */
final class Cleanup implements AutoCloseable {
    private final DemoFolder folder;
    private final Deque<AutoCloseable> owned = new ArrayDeque<>();
    private final Thread hook = new Thread(this::clean, "clean up");
    private boolean keepLog;
    private boolean done;

    Cleanup(DemoFolder folder) {
        this.folder = folder;
        Runtime.getRuntime().addShutdownHook(hook);
    }

    synchronized <T extends AutoCloseable> T owning(T closeable) {
        owned.push(closeable);
        return closeable;
    }

    /** Leaves the log for the operator to look at. */
    synchronized void keepLog() {
        keepLog = true;
    }

    @Override
    public void close() {
        clean();
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // The process is ending already, and the hook finds nothing to do.
        }
    }

    private synchronized void clean() {
        if (done) {
            return;
        }
        done = true;
        while (!owned.isEmpty()) {
            try {
                owned.pop().close();
            } catch (Exception e) {
                // The rest is to be closed all the same; there is nobody to tell at the end of a demonstration.
                continue;
            }
        }
        if (keepLog) {
            folder.deleteAllButLog();
        } else {
            folder.delete();
        }
    }
}
