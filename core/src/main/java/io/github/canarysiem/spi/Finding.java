package io.github.canarysiem.spi;

import io.github.canarysiem.Incident;

/**
 * An incident as a source found it.
 *
 * @param incident as revision 1, or as the one that another canary-siem has numbered; intake counts the revision up when it knows the
 *     id with another fingerprint
 * @param fingerprint see {@link Sighting#fingerprint()}
 */
public record Finding(Incident incident, String fingerprint) {
    /** An incident that never changes. */
    public static Finding of(Incident incident) {
        return new Finding(incident, incident.id());
    }

    /** What the ledger will remember of it. */
    public Sighting sighting() {
        return new Sighting(incident.id(), fingerprint);
    }
}
