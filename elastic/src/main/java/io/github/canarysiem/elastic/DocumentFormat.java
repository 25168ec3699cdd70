package io.github.canarysiem.elastic;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.canarysiem.Incident;

/** The schema that incidents are stored in. Implementations are immutable. */
public interface DocumentFormat {
    /**
     * The document of an incident. It holds {@code @timestamp}, the time of the hit, which a data stream requires, and whatever the
     * incident holds: what the schema has no field for lies under a name of ours.
     */
    ObjectNode document(Incident incident);
}
