package io.github.canarysiem.spi;

import io.github.canarysiem.IncidentId;

/**
 * Something that a source must know after a restart, beside its position.
 *
 * @param id what it is about, in the form of an id
 * @param content text that only its source understands; some hundred characters
 */
public record Note(String id, String content) {
    /** Refuses ids that {@link IncidentId} did not make. */
    public Note {
        if (!IncidentId.isValid(id)) {
            throw new IllegalArgumentException("an id is 32 lower-case hexadecimal digits");
        }
    }
}
