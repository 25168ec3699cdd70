package io.github.canarysiem.runner.demo;

import java.util.ArrayDeque;
import java.util.Deque;
import org.apache.logging.log4j.LogManager;

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

    /** Takes over what is to be closed; at once if all is over already. */
    synchronized void own(AutoCloseable closeable) {
        if (done) {
            close(closeable);
        } else {
            owned.push(closeable);
        }
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
            close(owned.pop());
        }
        if (keepLog) {
            folder.deleteAllButLog();
        } else {
            folder.delete();
        }
    }

    /** The rest is to be closed whatever happens to one, and at the end of a demonstration there is nobody to tell. */
    private static void close(AutoCloseable closeable) {
        try {
            closeable.close();
        } catch (Exception e) {
            LogManager.getLogger(Cleanup.class).debug("could not be closed", e);
        }
    }
}
