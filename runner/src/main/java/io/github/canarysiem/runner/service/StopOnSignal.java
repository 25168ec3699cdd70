package io.github.canarysiem.runner.service;

import java.util.concurrent.atomic.AtomicReference;
import org.apache.logging.log4j.LogManager;
import org.jspecify.annotations.Nullable;

/**
 * Closes a service in order when the process is told to stop by SIGTERM, SIGINT or SIGHUP, and ends it with 0.
 *
 * <p>A Java process that is told so by a signal ends with 128 plus the signal's number, whatever its shutdown hooks achieve. For
 * systemd and Kubernetes that is a failure. A stop that was asked for and went well is none: so the hook, once all is closed,
 * ends the process itself. Halting skips only other hooks, and there are none that matter: Log4j's is off and stopped here.
 */
public final class StopOnSignal {
    private final AtomicReference<@Nullable AutoCloseable> running = new AtomicReference<>();
    private final Thread hook = new Thread(this::stop, "stop");

    /** Begins to listen for signals. */
    public void install() {
        Runtime.getRuntime().addShutdownHook(hook);
    }

    /** What is to be closed. A signal that comes before ends the process at once: a journal survives that. */
    public void started(AutoCloseable service) {
        running.set(service);
    }

    /** Leaves the process to itself again: it ends for a reason of its own. */
    public void remove() {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // The signal was faster.
        }
    }

    private void stop() {
        int exitCode = 0;
        AutoCloseable service = running.get();
        if (service != null) {
            try {
                service.close();
            } catch (Exception e) {
                LogManager.getLogger(StopOnSignal.class).error("could not stop in order", e);
                exitCode = 1;
            }
        }
        LogManager.shutdown();
        Runtime.getRuntime().halt(exitCode);
    }
}
