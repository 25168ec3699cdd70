package io.github.canarysiem.pipeline;

import io.github.canarysiem.Incident;
import io.github.canarysiem.IncidentId;
import io.github.canarysiem.Kind;
import io.github.canarysiem.Severity;
import io.github.canarysiem.spi.Finding;
import io.github.canarysiem.spi.Health;
import io.github.canarysiem.spi.IncidentSource;
import io.github.canarysiem.spi.Intake;
import io.github.canarysiem.spi.Position;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** A source that is told what to find; the test learns what the intake answered. */
final class QueueSource implements IncidentSource {
    private record Offer(List<Finding> found, Position position, CompletableFuture<Integer> stored) {}

    final List<Position> starts = new ArrayList<>();
    private final BlockingQueue<Offer> offers = new LinkedBlockingQueue<>();
    volatile boolean closed;

    static Finding finding(String name) {
        return Finding.of(incident(name));
    }

    static Incident incident(String name) {
        Instant time = Instant.parse("2026-11-21T20:00:00Z");
        return Incident.of(IncidentId.of(name), Kind.HIT, Severity.HIGH, time, time)
                .channel(name)
                .build();
    }

    static List<Finding> findings(String prefix, int count) {
        List<Finding> found = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            found.add(finding(prefix + i));
        }
        return found;
    }

    CompletableFuture<Integer> offer(List<Finding> found, String position) {
        Offer offer = new Offer(found, new Position(position), new CompletableFuture<>());
        offers.add(offer);
        return offer.stored();
    }

    int store(List<Finding> found) throws Exception {
        return offer(found, "p").get(20, TimeUnit.SECONDS);
    }

    @Override
    public void run(Position last, Intake intake) throws IOException, InterruptedException {
        starts.add(last);
        intake.report(Health.up("listening"));
        while (true) {
            Offer offer = offers.take();
            try {
                offer.stored().complete(intake.accept(offer.found(), offer.position()));
            } catch (IOException e) {
                offer.stored().completeExceptionally(e);
                throw e;
            }
        }
    }

    @Override
    public String probe() {
        return "scripted";
    }

    @Override
    public void close() {
        closed = true;
    }
}
