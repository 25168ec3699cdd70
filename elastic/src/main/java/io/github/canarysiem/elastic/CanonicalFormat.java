package io.github.canarysiem.elastic;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.canarysiem.Incident;
import io.github.canarysiem.json.IncidentJson;

/** The incident as {@link IncidentJson} has it. */
final class CanonicalFormat implements DocumentFormat {
    @Override
    public ObjectNode document(Incident incident) {
        return IncidentJson.toTree(incident)
                .put("@timestamp", incident.occurredAt().toString());
    }
}
