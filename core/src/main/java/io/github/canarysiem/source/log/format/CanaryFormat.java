package io.github.canarysiem.source.log.format;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.canarysiem.Incident;
import io.github.canarysiem.IncidentId;
import io.github.canarysiem.json.IncidentJson;
import io.github.canarysiem.source.canarytokens.StoredJson;
import io.github.canarysiem.spi.Finding;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * canary-siem's own JSON: an incident is relayed, not made anew. It keeps id, revision, kind and times; a line that is there twice is
 * known by id and revision.
 */
final class CanaryFormat implements LineFormat {
    /** What the sink wazuh-file puts around the incident. */
    private static final String WRAPPER = "canary";

    private static final String CUTS = "truncated";
    private static final byte[] CUTS_BEGIN = ("\"" + CUTS + "\":[").getBytes(StandardCharsets.US_ASCII);

    @Override
    public boolean read(LogLine line, Consumer<Finding> found) {
        if (!line.startsWith("{\"")) {
            return false;
        }
        Incident incident = incident(line.utf8());
        if (incident == null) {
            return false;
        }
        String fingerprint = incident.revision() == 1
                ? incident.id()
                : IncidentId.of(incident.id(), "revision", Integer.toString(incident.revision()));
        found.accept(new Finding(incident, fingerprint));
        return true;
    }

    private static @Nullable Incident incident(byte[] json) {
        try {
            return contains(json, CUTS_BEGIN) ? cut(json) : whole(json);
        } catch (IOException e) {
            return null;
        }
    }

    private static @Nullable Incident whole(byte[] json) throws IOException {
        Incident incident = null;
        try (JsonParser parser = StoredJson.parser(json)) {
            parser.nextToken();
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                String name = parser.currentName();
                if (name.equals("schema_version")) {
                    return bare(json);
                }
                if (parser.nextToken() == JsonToken.START_OBJECT && name.equals(WRAPPER) && incident == null) {
                    incident = IncidentJson.read(parser);
                } else {
                    parser.skipChildren();
                }
            }
            return parser.nextToken() == null ? incident : null;
        }
    }

    private static @Nullable Incident bare(byte[] json) throws IOException {
        try (JsonParser parser = StoredJson.parser(json)) {
            parser.nextToken();
            Incident incident = IncidentJson.read(parser);
            return parser.nextToken() == null ? incident : null;
        }
    }

    /** What the writer of the line had to shorten stays known. */
    private static @Nullable Incident cut(byte[] json) throws IOException {
        JsonNode line = StoredJson.read(json);
        if (!((line.has(WRAPPER) ? line.get(WRAPPER) : line) instanceof ObjectNode incident)) {
            return null;
        }
        if (incident.remove(CUTS) instanceof ArrayNode cuts) {
            incident.withArray("other").addObject().put("name", "/" + CUTS).set("values", cuts);
        }
        return IncidentJson.read(incident.toString().getBytes(StandardCharsets.UTF_8));
    }

    private static boolean contains(byte[] text, byte[] part) {
        for (int i = 0; i + part.length <= text.length; i++) {
            int same = 0;
            while (same < part.length && text[i + same] == part[same]) {
                same++;
            }
            if (same == part.length) {
                return true;
            }
        }
        return false;
    }
}
