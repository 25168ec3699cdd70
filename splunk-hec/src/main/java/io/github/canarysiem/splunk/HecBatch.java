package io.github.canarysiem.splunk;

import io.github.canarysiem.Incident;
import io.github.canarysiem.spi.Outcome;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.jspecify.annotations.Nullable;

/** A batch under way: its objects, and what became of each incident. Places count from 0. Used by one thread at a time. */
final class HecBatch {
    private static final Logger LOG = LogManager.getLogger(HecBatch.class);

    private final List<Incident> incidents;
    private final HecEnvelope envelope;
    private final byte[] @Nullable [] objects;
    private final @Nullable Outcome[] outcomes;
    private final Set<Integer> toDefaultIndex = new HashSet<>();
    /** Objects of a request; fewer while a culprit is looked for. */
    private int most = Integer.MAX_VALUE;

    HecBatch(List<Incident> incidents, HecEnvelope envelope) {
        this.incidents = incidents;
        this.envelope = envelope;
        this.objects = new byte[incidents.size()][];
        this.outcomes = new Outcome[incidents.size()];
    }

    Incident incident(int place) {
        return incidents.get(place);
    }

    boolean isDecided(int place) {
        return outcomes[place] != null;
    }

    void decide(int place, Outcome outcome) {
        outcomes[place] = outcome;
    }

    void decide(Collection<Integer> places, Outcome outcome) {
        places.forEach(place -> decide(place, outcome));
    }

    /** All of them; each must be decided. */
    List<Outcome> outcomes() {
        return List.of(Arrays.copyOf(outcomes, outcomes.length));
    }

    List<Integer> undecided(List<Integer> places) {
        return places.stream().filter(place -> !isDecided(place)).toList();
    }

    /** How many objects the next request may hold. */
    int most() {
        return most;
    }

    /** As many of them as fit into a request, at least one. */
    List<Integer> beginning(List<Integer> places, int most, int mostBytes) {
        long bytes = 0;
        int count = 0;
        while (count < places.size() && count < most) {
            bytes += object(places.get(count)).length + 1;
            if (count > 0 && bytes > mostBytes) {
                break;
            }
            count++;
        }
        return places.subList(0, count);
    }

    List<byte[]> objects(List<Integer> places) {
        return places.stream().map(this::object).toList();
    }

    List<Integer> both(List<Integer> some, List<Integer> others) {
        return Stream.concat(some.stream(), others.stream()).toList();
    }

    /** The object at fault gets its outcome, what stood before it is taken; returns what stood behind it. */
    List<Integer> without(List<Integer> request, HecReply reply, Outcome outcome) {
        int culprit = reply.culprit().orElse(-1);
        if (culprit < 0 || culprit >= request.size()) {
            return halved(request, reply.reason());
        }
        decide(request.subList(0, culprit), Outcome.delivered());
        decide(request.get(culprit), outcome);
        return request.subList(culprit + 1, request.size());
    }

    /** The object whose index is refused is sent again without one, once: better in the wrong index than among the dead. */
    List<Integer> redirected(List<Integer> request, HecReply reply) {
        int culprit = reply.culprit().orElse(request.size() == 1 ? 0 : -1);
        if (culprit < 0 || culprit >= request.size() || toDefaultIndex.contains(request.get(culprit))) {
            return culprit >= 0 && culprit < request.size()
                    ? without(request, reply, Outcome.rejected(reply.reason()))
                    : halved(request, reply.reason());
        }
        LOG.warn("{}; the incident goes to the token's default index", reply.reason());
        decide(request.subList(0, culprit), Outcome.delivered());
        toDefaultIndex.add(request.get(culprit));
        objects[request.get(culprit)] = null;
        return request.subList(culprit, request.size());
    }

    /** Nobody knows which object it is: half of them next. One alone is the culprit. */
    List<Integer> halved(List<Integer> request, String reason) {
        if (request.size() == 1) {
            decide(request, Outcome.rejected(reason));
            most = Integer.MAX_VALUE;
            return List.of();
        }
        most = request.size() / 2;
        return request;
    }

    /** A request went well: the next may be larger again. */
    void grow() {
        most = most > Integer.MAX_VALUE / 2 ? Integer.MAX_VALUE : 2 * most;
    }

    private byte[] object(int place) {
        byte[] known = objects[place];
        if (known == null) {
            known = envelope.of(incidents.get(place), toDefaultIndex.contains(place));
            objects[place] = known;
        }
        return known;
    }
}
