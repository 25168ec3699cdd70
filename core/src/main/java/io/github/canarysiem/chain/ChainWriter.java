package io.github.canarysiem.chain;

import io.github.canarysiem.Chain;
import io.github.canarysiem.Incident;
import io.github.canarysiem.IncidentBuilder;
import io.github.canarysiem.spi.Position;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Adds incidents to a chain. Its end is a {@link Position}: accept it together with the incidents, and the chain goes on after a
 * restart where the journal ends. An incident that was refused is offered again as it was sealed. Not thread-safe.
 */
public final class ChainWriter {
    private static final String NOTHING = "0".repeat(64);
    private static final Pattern END = Pattern.compile("chain:(\\d{1,9}):([0-9a-f]{64}):([0-9a-z]{1,16})");

    private final ChainDigest digest;
    private int sequence;
    private String last = NOTHING;

    /**
     * Goes on at the end of a chain; begins a new one if there is none, or if it was made with another key.
     *
     * @param end from {@link #position()}, or {@link Position#START}
     */
    public ChainWriter(ChainDigest digest, Position end) {
        this.digest = digest;
        Matcher matcher = END.matcher(end.value());
        if (matcher.matches() && matcher.group(3).equals(digest.check())) {
            sequence = Integer.parseInt(matcher.group(1));
            last = matcher.group(2);
        }
    }

    /** Whether the next incident is the first of its chain. */
    public boolean isNew() {
        return sequence == 0;
    }

    /** The incident as the next link. */
    public Incident seal(IncidentBuilder incident) {
        int next = sequence + 1;
        String found = digest.of(incident.build(), next, last);
        Incident sealed = incident.chain(new Chain(next, last, found)).build();
        sequence = next;
        last = found;
        return sealed;
    }

    /** The end of the chain. */
    public Position position() {
        return isNew() ? Position.START : new Position("chain:" + sequence + ":" + last + ":" + digest.check());
    }
}
