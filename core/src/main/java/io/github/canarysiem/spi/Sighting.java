package io.github.canarysiem.spi;

import io.github.canarysiem.IncidentId;

/**
 * What the ledger remembers of an incident.
 *
 * @param id the incident's id
 * @param fingerprint digest of the content whose change makes a new revision, in the form of an id; equal to {@code id} for
 *     incidents that never change
 */
public record Sighting(String id, String fingerprint) {
    /** Refuses values that {@link IncidentId} did not make. */
    public Sighting {
        if (!IncidentId.isValid(id) || !IncidentId.isValid(fingerprint)) {
            throw new IllegalArgumentException("id and fingerprint are 32 lower-case hexadecimal digits each");
        }
    }

    /** A sighting of something that never changes. */
    public static Sighting of(String id) {
        return new Sighting(id, id);
    }
}
