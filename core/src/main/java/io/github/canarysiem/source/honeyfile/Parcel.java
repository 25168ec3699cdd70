package io.github.canarysiem.source.honeyfile;

import io.github.canarysiem.IncidentBuilder;
import io.github.canarysiem.source.honeyfile.detector.Operation;
import io.github.canarysiem.spi.Sighting;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An incident on its way to intake.
 *
 * @param incident without a place in the chain
 * @param sighting what the ledger will remember of it
 * @param path the file that it explains something of; null if it explains nothing
 * @param operations what it explains
 * @param until up to when
 */
record Parcel(
        IncidentBuilder incident,
        Sighting sighting,
        @Nullable Path path,
        Set<Operation> operations,
        Instant until) {
    /** Copies the operations. */
    Parcel {
        operations = Set.copyOf(operations);
    }

    /** An incident that explains nothing and never changes. */
    static Parcel of(IncidentBuilder incident) {
        return new Parcel(incident, Sighting.of(incident.build().id()), null, Set.of(), Instant.MIN);
    }
}
