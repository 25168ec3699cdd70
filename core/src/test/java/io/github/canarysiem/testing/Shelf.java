package io.github.canarysiem.testing;

import io.github.canarysiem.Incident;
import io.github.canarysiem.spi.IncidentSink;
import io.github.canarysiem.spi.Outcome;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** A far end in memory that can be broken and stalled. Thread-safe. */
final class Shelf {
    private final List<UnconfirmedSinkContract.Received> held = new ArrayList<>();
    private boolean broken;
    private boolean stalled;

    synchronized void put(Incident incident) throws IOException, InterruptedException {
        long deadline = System.nanoTime() + 1_500_000_000L;
        while (stalled && System.nanoTime() < deadline) {
            wait(100);
        }
        if (broken || stalled) {
            throw new IOException("the shelf cannot be reached");
        }
        held.add(UnconfirmedSinkContract.Received.of(incident));
    }

    synchronized void set(boolean nowBroken, boolean nowStalled) {
        broken = nowBroken;
        stalled = nowStalled;
        notifyAll();
    }

    synchronized List<UnconfirmedSinkContract.Received> held() {
        return List.copyOf(held);
    }

    synchronized void probe() throws IOException {
        if (broken || stalled) {
            throw new IOException("the shelf cannot be reached");
        }
    }

    /** A sink that keeps the contract. Its descendants break it. */
    static class Sink implements IncidentSink {
        final Shelf shelf;

        Sink(Shelf shelf) {
            this.shelf = shelf;
        }

        @Override
        public List<Outcome> deliver(List<Incident> batch) throws IOException, InterruptedException {
            List<Outcome> outcomes = new ArrayList<>();
            for (Incident incident : batch) {
                shelf.put(incident);
                outcomes.add(Outcome.delivered());
            }
            return outcomes;
        }

        @Override
        public String probe() throws IOException {
            shelf.probe();
            return "the shelf is there";
        }

        @Override
        public void close() {}
    }
}
