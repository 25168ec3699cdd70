package io.github.canarysiem.runner.command;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.canarysiem.Incident;
import io.github.canarysiem.Source;
import io.github.canarysiem.Token;
import io.github.canarysiem.json.IncidentJson;
import io.github.canarysiem.json.Text;
import io.github.canarysiem.pipeline.DeadLetter;
import io.github.canarysiem.pipeline.JournalEntry;
import java.util.Objects;

/** Incidents as an operator reads them. */
final class IncidentText {
    private static final int SHORT_ID = 12;
    private static final String UNKNOWN = "-";

    private IncidentText() {}

    static String type(Incident incident) {
        Token token = incident.token();
        return token == null ? UNKNOWN : Objects.requireNonNullElse(token.type(), UNKNOWN);
    }

    static String memo(Incident incident) {
        Token token = incident.token();
        return token == null ? UNKNOWN : Objects.requireNonNullElse(token.memo(), UNKNOWN);
    }

    static String source(Incident incident) {
        Source source = incident.source();
        return source == null ? UNKNOWN : source.address();
    }

    /** Enough of the id to name the incident again, and its revision. */
    static String reference(Incident incident) {
        return incident.id().substring(0, SHORT_ID) + "/" + incident.revision();
    }

    static ObjectNode json(JournalEntry entry) {
        ObjectNode json = JsonNodeFactory.instance
                .objectNode()
                .put("sequence", entry.sequence())
                .put("source", entry.source());
        entry.unsettled().forEach(json.putArray("unsettled")::add);
        return json.set("incident", IncidentJson.toTree(entry.incident()));
    }

    static ObjectNode json(DeadLetter letter) {
        ObjectNode json = JsonNodeFactory.instance
                .objectNode()
                .put("number", letter.number())
                .put("sink", letter.sink())
                .put("reason", letter.reason())
                .put("at", letter.at().toString());
        return json.set("incident", IncidentJson.toTree(letter.incident()));
    }

    /** JSON that does nothing to a terminal: what {@link Text#printable} spells out is JSON's own spelling of it. */
    static String compact(ObjectNode json) {
        return Text.printable(json.toString());
    }

    /** As {@link #compact}, over several lines. */
    static String indented(ObjectNode json) {
        StringBuilder out = new StringBuilder();
        json.toPrettyString()
                .lines()
                .forEach(line -> out.append(Text.printable(line)).append(System.lineSeparator()));
        return out.toString().stripTrailing();
    }
}
