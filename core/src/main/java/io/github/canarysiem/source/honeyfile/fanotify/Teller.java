package io.github.canarysiem.source.honeyfile.fanotify;

import io.github.canarysiem.source.honeyfile.detector.Observation;
import io.github.canarysiem.source.honeyfile.detector.Observer;
import io.github.canarysiem.source.honeyfile.linux.Accounts;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Tells the real observer on a thread of its own, so that nobody is held while that one is busy. Keeps the names of accounts fresh, too:
 * the one thread here that may wait for a file.
 */
final class Teller implements Observer, Runnable {
    /** As many as the kernel keeps by default. */
    private static final int MOST = 16_384;

    private static final long PAUSE = 1000;

    private final Observer observer;
    private final Accounts accounts;
    private final BlockingQueue<Observation> waiting = new ArrayBlockingQueue<>(MOST);
    private final AtomicBoolean lost = new AtomicBoolean();
    private volatile boolean ending;

    Teller(Observer observer, Accounts accounts) {
        this.observer = observer;
        this.accounts = accounts;
    }

    @Override
    public void seen(Observation observation) {
        if (!waiting.offer(observation)) {
            lost.set(true);
        }
    }

    @Override
    public void overflowed() {
        lost.set(true);
    }

    @Override
    public void failed(String reason) {
        observer.failed(reason);
    }

    /** Ends as soon as everything has been told; nothing more may be seen. */
    void end() {
        ending = true;
    }

    @Override
    public void run() {
        try {
            while (!ending || !waiting.isEmpty()) {
                Observation next = waiting.poll(ending ? 0 : PAUSE, TimeUnit.MILLISECONDS);
                if (next != null) {
                    observer.seen(next);
                } else {
                    accounts.refresh();
                }
                if (lost.getAndSet(false)) {
                    observer.overflowed();
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            observer.failed(String.valueOf(e.getMessage()));
        }
    }
}
