package io.github.canarysiem.splunk;

import io.github.canarysiem.Incident;
import io.github.canarysiem.spi.Outcome;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;

/**
 * Incidents that Splunk has taken and not acknowledged yet. Splunk tells of each acknowledgement once, so as soon as one has come
 * it is handed to the pipeline, which makes it last, before the next question. Used by one thread.
 */
final class Acknowledgements {
    private static final Logger LOG = LogManager.getLogger(Acknowledgements.class);
    /** A request that was just taken is often acknowledged at once by what is not a busy indexer. */
    private static final Duration PATIENCE = Duration.ofMillis(500);

    private static final Duration FIRST_WAIT = Duration.ofMillis(5);
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(10);
    /** How much of the time that it has waited already an incident waits until the next question. */
    private static final int PART = 2;

    private final Duration timeout;
    private final Map<Name, Awaited> awaited = new HashMap<>();
    private final Set<Name> come = new HashSet<>();

    /** An incident and its revision. */
    private record Name(String id, int revision) {
        static Name of(Incident incident) {
            return new Name(incident.id(), incident.revision());
        }
    }

    Acknowledgements(Duration timeout) {
        this.timeout = timeout;
    }

    /** Whether the incident was taken not too long ago. */
    boolean awaits(Incident incident) {
        Name name = Name.of(incident);
        Awaited known = awaited.get(name);
        if (known == null || come.contains(name)) {
            return known != null;
        }
        if (known.isOver(System.nanoTime())) {
            LOG.warn("Splunk did not acknowledge {} within {}; it is sent again", incident.id(), timeout);
            awaited.remove(name);
            return false;
        }
        return true;
    }

    /** The incident was taken. */
    void await(Incident incident, HecChannel channel, URI endpoint, long number) {
        awaited.put(Name.of(incident), new Awaited(channel, endpoint, number, System.nanoTime() + timeout.toNanos()));
    }

    /** Asks for those of the batch, until some have come or patience is over. */
    void ask(List<Incident> batch) throws InterruptedException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        Duration wait = FIRST_WAIT;
        while (!askOnce(batch) && System.nanoTime() - end < 0) {
            Thread.sleep(wait.toMillis());
            wait = wait.multipliedBy(2);
        }
    }

    /** Delivered, or pending for a while that grows with the time it has waited. */
    Outcome outcome(Incident incident) {
        Name name = Name.of(incident);
        if (come.remove(name)) {
            awaited.remove(name);
            return Outcome.delivered();
        }
        Awaited known = awaited.get(name);
        long waited = known == null ? 0 : System.nanoTime() - (known.until() - timeout.toNanos());
        Duration wait = Duration.ofNanos(Math.max(FIRST_WAIT.toNanos(), waited / PART));
        return new Outcome.Pending(wait.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : wait);
    }

    /** Whether there is something to tell, or nothing to ask for. */
    private boolean askOnce(List<Incident> batch) throws InterruptedException {
        Map<Awaited.Asked, Set<Long>> open = open(batch);
        boolean some = batch.stream().map(Name::of).anyMatch(come::contains);
        if (open.isEmpty() || some) {
            return true;
        }
        for (Map.Entry<Awaited.Asked, Set<Long>> each : open.entrySet()) {
            Awaited.Asked asked = each.getKey();
            try {
                note(asked, asked.channel().acknowledged(asked.endpoint(), each.getValue()));
            } catch (IOException e) {
                // Nothing is lost: it is asked again, and sent again when the time is over.
                LOG.debug("no answer about acknowledgements: {}", e.getMessage());
                return true;
            }
        }
        return batch.stream().map(Name::of).anyMatch(come::contains);
    }

    private Map<Awaited.Asked, Set<Long>> open(List<Incident> batch) {
        Map<Awaited.Asked, Set<Long>> open = new HashMap<>();
        for (Incident incident : batch) {
            Name name = Name.of(incident);
            Awaited known = awaited.get(name);
            if (known != null && !come.contains(name)) {
                open.computeIfAbsent(known.asked(), asked -> new HashSet<>()).add(known.number());
            }
        }
        return open;
    }

    private void note(Awaited.Asked asked, Set<Long> numbers) {
        awaited.forEach((name, each) -> {
            if (each.asked().equals(asked) && numbers.contains(each.number())) {
                come.add(name);
            }
        });
    }
}
