package io.github.canarysiem.runner.demo;

import java.io.IOException;
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

    /** Opens one thing, and leaves nothing open if it fails. */
    interface Opening<T extends AutoCloseable> {
        T open() throws IOException;
    }

    Cleanup(DemoFolder folder) {
        this.folder = folder;
        Runtime.getRuntime().addShutdownHook(hook);
    }

    /**
     * Opens what is to be closed. Nothing is being opened while it cleans up: what opens writes files, which would come to stand
     * in a folder that was just deleted.
     *
     * @throws InterruptedException if all is over already
     */
    synchronized <T extends AutoCloseable> T open(Opening<T> opening) throws IOException, InterruptedException {
        if (done) {
            throw new InterruptedException("the demonstration was stopped");
        }
        T opened = opening.open();
        owned.push(opened);
        return opened;
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
