package io.github.canarysiem.splunk;

import io.github.canarysiem.Incident;
import io.github.canarysiem.spi.Outcome;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.jspecify.annotations.Nullable;

/** A batch under way: what became of each incident, and how the next request is made. Places count from 0. Used by one thread at a time. */
final class HecBatch {
    private static final Logger LOG = LogManager.getLogger(HecBatch.class);
    private static final int FIRST = 64;

    private final List<Incident> incidents;
    private final @Nullable Outcome[] outcomes;
    private final Set<Integer> toDefaultIndex = new HashSet<>();
    /** Objects of a request: few at first, so that the next is ready when the answer comes; fewer while a culprit is looked for. */
    private int most = FIRST;

    HecBatch(List<Incident> incidents) {
        this.incidents = incidents;
        this.outcomes = new Outcome[incidents.size()];
    }

    Incident incident(int place) {
        return incidents.get(place);
    }

    /** Whether the index that is configured for it was refused. */
    boolean goesToDefaultIndex(int place) {
        return toDefaultIndex.contains(place);
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

    List<Integer> both(List<Integer> some, List<Integer> others) {
        return Stream.concat(some.stream(), others.stream()).toList();
    }

    /** The object at fault gets its outcome, what stood before it is taken; returns what stood behind it. */
    List<Integer> without(List<Integer> request, HecReply reply, Outcome outcome) {
        OptionalInt culprit = culprit(request, reply);
        if (culprit.isEmpty()) {
            return halved(request, reply.reason());
        }
        decide(request.subList(0, culprit.getAsInt()), Outcome.delivered());
        decide(request.get(culprit.getAsInt()), outcome);
        return request.subList(culprit.getAsInt() + 1, request.size());
    }

    /** The object whose index is refused is sent again without one, once: better in the wrong index than among the dead. */
    List<Integer> redirected(List<Integer> request, HecReply reply) {
        OptionalInt culprit = culprit(request, reply);
        if (culprit.isEmpty()) {
            return halved(request, reply.reason());
        }
        if (!toDefaultIndex.add(request.get(culprit.getAsInt()))) {
            return without(request, reply, Outcome.rejected(reply.reason()));
        }
        LOG.warn("{}; the incident goes to the token's default index", reply.reason());
        decide(request.subList(0, culprit.getAsInt()), Outcome.delivered());
        return request.subList(culprit.getAsInt(), request.size());
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
        most = most > Integer.MAX_VALUE / 2 ? Integer.MAX_VALUE : most + (most + 1) / 2;
    }

    /** Where in the request the object at fault stands, if the answer tells one of its objects. */
    private static OptionalInt culprit(List<Integer> request, HecReply reply) {
        if (request.size() == 1) {
            return OptionalInt.of(0);
        }
        int told = reply.culprit().orElse(request.size());
        return told >= 0 && told < request.size() ? OptionalInt.of(told) : OptionalInt.empty();
    }
}
