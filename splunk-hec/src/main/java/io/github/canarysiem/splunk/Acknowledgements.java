package io.github.canarysiem.splunk;

import io.github.canarysiem.Incident;
import io.github.canarysiem.spi.Outcome;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
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
    private final Map<Name, TakenRequest> awaited = new HashMap<>();

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
        TakenRequest request = awaited.get(Name.of(incident));
        if (request == null || request.isAcknowledged()) {
            return request != null;
        }
        if (request.age().compareTo(timeout) >= 0) {
            LOG.warn("Splunk did not acknowledge {} within {}; it is sent again", incident.id(), timeout);
            awaited.remove(Name.of(incident));
            return false;
        }
        return true;
    }

    /** The incident was taken with this request. */
    void await(Incident incident, TakenRequest request) {
        awaited.put(Name.of(incident), request);
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
        TakenRequest request = awaited.get(Name.of(incident));
        if (request != null && request.isAcknowledged()) {
            awaited.remove(Name.of(incident));
            return Outcome.delivered();
        }
        Duration wait = request == null ? FIRST_WAIT : request.age().dividedBy(PART);
        return new Outcome.Pending(
                wait.compareTo(FIRST_WAIT) < 0 ? FIRST_WAIT : wait.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : wait);
    }

    /** Whether there is something to tell, or nothing to ask for. */
    private boolean askOnce(List<Incident> batch) throws InterruptedException {
        Set<TakenRequest> requests = new HashSet<>();
        for (Incident incident : batch) {
            TakenRequest request = awaited.get(Name.of(incident));
            if (request != null) {
                requests.add(request);
            }
        }
        if (requests.isEmpty() || requests.stream().anyMatch(TakenRequest::isAcknowledged)) {
            return true;
        }
        Map<TakenRequest.Destination, List<TakenRequest>> open =
                requests.stream().collect(Collectors.groupingBy(TakenRequest::destination));
        for (Map.Entry<TakenRequest.Destination, List<TakenRequest>> each : open.entrySet()) {
            try {
                ask(each.getKey(), each.getValue());
            } catch (IOException e) {
                // Nothing is lost: it is asked again, and sent again when the time is over.
                LOG.debug("no answer about acknowledgements: {}", e.getMessage());
                return true;
            }
        }
        return requests.stream().anyMatch(TakenRequest::isAcknowledged);
    }

    private static void ask(TakenRequest.Destination destination, List<TakenRequest> requests)
            throws IOException, InterruptedException {
        List<Long> numbers = requests.stream().map(TakenRequest::number).toList();
        Set<Long> come = destination.channel().acknowledged(destination.endpoint(), numbers);
        requests.stream().filter(request -> come.contains(request.number())).forEach(TakenRequest::acknowledge);
    }
}
