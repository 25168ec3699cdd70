package io.github.canarysiem.source.honeyfile.fanotify;

import io.github.canarysiem.source.honeyfile.linux.Bell;
import io.github.canarysiem.source.honeyfile.linux.Poll;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;

/**
 * Sees to it that a guard is there: the companion, or this thread itself as long as there is none. A companion that ends is started
 * again. What it saw is passed on here.
 */
final class GuardThread implements Runnable {
    private static final Logger LOG = LogManager.getLogger(GuardThread.class);
    private static final Duration BETWEEN_STARTS = Duration.ofSeconds(10);

    private final FanotifyGroup group;
    private final HeldOpeners held;
    private final Bells bells;
    private final Bell end;
    private final Guard guard;
    private final Consumer<Sighting> teller;
    private final Instant startOfMachine;
    private final CountDownLatch guarded = new CountDownLatch(1);
    private volatile int companionProcess;

    /**
     * A thread's work.
     *
     * @param guard guards while there is no companion
     * @param teller is told what the companion saw
     */
    GuardThread(
            FanotifyGroup group,
            HeldOpeners held,
            Bells bells,
            Bell end,
            Guard guard,
            Consumer<Sighting> teller,
            Instant startOfMachine) {
        this.group = group;
        this.held = held;
        this.bells = bells;
        this.end = end;
        this.guard = guard;
        this.teller = teller;
        this.startOfMachine = startOfMachine;
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
        Poll ended = new Poll(end.file());
        while (!ended.await(0)) {
            try (Companion companion = Companion.start(group, held, bells.companion(), startOfMachine)) {
                companionProcess = companion.process();
                guard.run(Long.MAX_VALUE, end.file(), companion.news());
                Poll news = new Poll(end.file(), companion.news());
                while (!ended.await(0) && companion.read(teller)) {
                    guarded.countDown();
                    news.await(Poll.FOREVER);
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
}
