package io.github.canarysiem.elastic;

import io.github.canarysiem.Incident;
import io.github.canarysiem.spi.Outcome;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** A batch under way, and what became of each incident. Places count from 0. Used by one thread. */
final class Batch {
    private final List<Incident> incidents;
    private final List<String> ids;
    private final @Nullable Outcome[] outcomes;
    private final Map<Integer, String> suspects = new HashMap<>();

    Batch(List<Incident> incidents) {
        this.incidents = incidents;
        this.ids = incidents.stream().map(Batch::id).toList();
        this.outcomes = new Outcome[incidents.size()];
    }

    /** The {@code _id} of the document: at most 43 bytes of 512 that are allowed. */
    static String id(Incident incident) {
        return incident.id() + "-" + incident.revision();
    }

    Incident incident(int place) {
        return incidents.get(place);
    }

    String id(int place) {
        return ids.get(place);
    }

    List<String> ids() {
        return ids;
    }

    List<String> ids(Collection<Integer> places) {
        return places.stream().map(ids::get).toList();
    }

    /** Those of which it is not known what became. */
    List<Integer> undecided() {
        return IntStream.range(0, incidents.size())
                .filter(place -> outcomes[place] == null && !suspects.containsKey(place))
                .boxed()
                .toList();
    }

    void decide(int place, Outcome outcome) {
        outcomes[place] = outcome;
    }

    void decide(Collection<Integer> places, Outcome outcome) {
        places.forEach(place -> decide(place, outcome));
    }

    /** A request with this one alone was refused: by its fault, if others are taken, else perhaps not. */
    void suspect(int place, String reason) {
        suspects.put(place, reason);
    }

    /** All of them; each must be decided or a suspect. */
    List<Outcome> outcomes() {
        boolean othersAreTaken = Arrays.stream(outcomes).anyMatch(Outcome.Delivered.class::isInstance);
        suspects.forEach(
                (place, reason) -> decide(place, othersAreTaken ? Outcome.rejected(reason) : Outcome.retry(reason)));
        return List.of(Arrays.copyOf(outcomes, outcomes.length));
    }
}
