package io.github.canarysiem.testing;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.canarysiem.Incident;
import io.github.canarysiem.spi.IncidentSink;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Delivers batch after batch on a thread of its own until the first answer that is not Delivered, or until it is stopped. */
final class DeliveryLoop {
    private static final int BATCH = 50;

    private final List<Incident> confirmed = Collections.synchronizedList(new ArrayList<>());
    private final Thread thread;
    private volatile boolean stopped;
    private volatile @Nullable Throwable breach;

    private DeliveryLoop(IncidentSink sink, int first) {
        thread = new Thread(() -> deliver(sink, first), "delivery-loop");
        thread.setDaemon(true);
    }

    /** Starts to deliver the hits from this number on. */
    static DeliveryLoop start(IncidentSink sink, int first) {
        DeliveryLoop loop = new DeliveryLoop(sink, first);
        loop.thread.start();
        return loop;
    }

    /** Those answered Delivered so far. */
    List<Incident> confirmed() {
        synchronized (confirmed) {
            return List.copyOf(confirmed);
        }
    }

    boolean isDelivering() {
        return thread.isAlive();
    }

    /** Waits until the sink notices that its far end has died. */
    void awaitFailure(Duration most) throws InterruptedException {
        thread.join(most.toMillis());
        assertThat(thread.isAlive())
                .as("still delivering to a far end that is down")
                .isFalse();
        assertThat(breach).as("unchecked exception from deliver").isNull();
    }

    /** Interrupts the delivery and waits for its end. */
    void stop(Duration most) throws InterruptedException {
        stopped = true;
        thread.interrupt();
        thread.join(most.toMillis());
        assertThat(thread.isAlive()).as("still delivering after an interrupt").isFalse();
        assertThat(breach).as("unchecked exception from deliver").isNull();
    }

    private void deliver(IncidentSink sink, int first) {
        try {
            int next = first;
            SinkAttempt attempt;
            do {
                attempt = SinkAttempt.of(sink, Incidents.hits(next, BATCH));
                confirmed.addAll(attempt.confirmed());
                next += BATCH;
            } while (!stopped && attempt.retried().isEmpty());
        } catch (InterruptedException e) {
            stopped = true;
        } catch (RuntimeException | Error e) {
            breach = e;
        }
    }
}
