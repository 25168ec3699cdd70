package io.github.canarysiem.source.honeyfile.fanotify;

import io.github.canarysiem.source.honeyfile.linux.Bell;
import io.github.canarysiem.source.honeyfile.linux.Poll;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;

/**
 * Sees to it that a guard is there: the companion, or this thread itself as long as there is none. A companion that ends is started
 * again.
 */
final class GuardThread implements Runnable {
    private static final Logger LOG = LogManager.getLogger(GuardThread.class);
    private static final Duration BETWEEN_STARTS = Duration.ofSeconds(10);

    private final FanotifyGroup group;
    private final HeldOpeners held;
    private final Bell end;
    private final LongSupplier nanoTime;
    private final CountDownLatch guarded = new CountDownLatch(1);
    private volatile int companionProcess;

    GuardThread(FanotifyGroup group, HeldOpeners held, Bell end, LongSupplier nanoTime) {
        this.group = group;
        this.held = held;
        this.end = end;
        this.nanoTime = nanoTime;
    }

    /** The companion's number; 0 if there is none. */
    int companionProcess() {
        return companionProcess;
    }

    /** Waits until the companion guards, or could not be started. */
    void awaitGuarded(Duration atMost) throws InterruptedIOException {
        try {
            if (!guarded.await(atMost.toNanos(), TimeUnit.NANOSECONDS)) {
                LOG.warn("The process that guards openers takes its time");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("Interrupted while the process that guards openers was started");
        }
    }

    @Override
    public void run() {
        Guard guard = new Guard(group, held, ProcessHandle.current().pid(), nanoTime);
        Poll ended = new Poll(end.file());
        while (!ended.await(0)) {
            try (Companion companion = Companion.start(group, held)) {
                companionProcess = companion.process();
                guard.run(Long.MAX_VALUE, end.file(), companion.news());
                if (companion.begun()) {
                    guarded.countDown();
                    awaitNews(new Poll(end.file(), companion.news()));
                }
            } catch (IOException e) {
                LOG.warn("While this process is stopped, whoever opens a watched file has to wait: {}", e.getMessage());
            }
            companionProcess = 0;
            guarded.countDown();
            if (!ended.await(0)) {
                LOG.warn("The process that guards openers has ended; it is started again in {}", BETWEEN_STARTS);
                guard.run(BETWEEN_STARTS.toNanos(), end.file());
            }
        }
    }

    private static void awaitNews(Poll news) {
        boolean come = false;
        while (!come) {
            come = news.await(Poll.FOREVER);
        }
    }
}
