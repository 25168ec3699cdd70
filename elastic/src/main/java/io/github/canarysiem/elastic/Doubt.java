package io.github.canarysiem.elastic;

import io.github.canarysiem.Incident;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * Knows which incidents may be stored already: those sent without an answer that says what became of them; those observed before
 * this sink was made, and the first batch whatever its time, for an earlier process may have sent them; those observed some time
 * ago, for they may be replayed. Used by one thread.
 */
final class Doubt {
    /** After that a new incident is no longer new. Longer than any ordinary way from a source to here. */
    private static final Duration NEW = Duration.ofMinutes(1);
    /** More incidents than can be under way; of more than that, the oldest counts as settled. */
    private static final int MOST = 100_000;

    private final Clock clock;
    private final Instant made;
    private final Set<String> sent = new LinkedHashSet<>();
    private boolean used;

    Doubt(Clock clock) {
        this.clock = clock;
        this.made = clock.instant();
    }

    /** To be called with each batch before all else. */
    void begin(Collection<String> ids) {
        if (!used) {
            sent(ids);
            used = true;
        }
    }

    /** Whether it may be stored. */
    boolean covers(Incident incident, String id) {
        Instant observed = incident.observedAt();
        return sent.contains(id)
                || observed.isBefore(made)
                || observed.isBefore(clock.instant().minus(NEW));
    }

    /** They are sent now. */
    void sent(Collection<String> ids) {
        sent.addAll(ids);
        Iterator<String> oldest = sent.iterator();
        while (sent.size() > MOST) {
            oldest.next();
            oldest.remove();
        }
    }

    /** Whether it is stored is known. */
    void settled(String id) {
        sent.remove(id);
    }
}
