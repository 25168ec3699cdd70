package io.github.canarysiem.elastic.form;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.List;

/** The field that every data stream asks for. */
public final class Timestamp {
    private static final List<String> FIELD = List.of("@timestamp");
    private static final String LATEST = "9999-12-31T23:59:59.999Z";

    private Timestamp() {}

    /** Sets it to the time of observation, if the time of the hit is none that an index takes. */
    public static void complete(Document document, JsonNode observed) {
        if (document.at(FIELD).isMissingNode()) {
            JsonNode time = Values.of(FieldType.DATE, observed);
            document.put(FIELD, time == null ? TextNode.valueOf(LATEST) : time);
        }
    }
}
