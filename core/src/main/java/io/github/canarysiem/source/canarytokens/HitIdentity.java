package io.github.canarysiem.source.canarytokens;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.canarysiem.IncidentId;
import io.github.canarysiem.json.Text;
import io.github.canarysiem.spi.Sighting;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Tells whether a hit is one that was seen before, and whether it has changed.
 *
 * <p>The key alone does not: requests can choose it, and a second hit with the same key replaces the first. So the id is over
 * token, key and all that never changes by itself. Left out are {@code additional_info} (arrives later), {@code alert_status}
 * (changes when the owner ignores an address) and {@code mail.recipients} (grows by a pair of angle brackets at every save). The
 * fingerprint is over the first two of these: their change makes a new revision.
 */
public final class HitIdentity {
    private static final String INFO = "additional_info";
    private static final String STATUS = "alert_status";
    /** A server that is brought up to date adds it to old hits, which is no news. */
    private static final String USUAL_STATUS = "alertable";

    private HitIdentity() {}

    /** The sighting of a hit. */
    public static Sighting of(String token, StoredHit hit) {
        String id = id("hit", token, hit.key(), canonical(fixedPart(hit.content())));
        JsonNode info = hit.content().path(INFO);
        JsonNode status = hit.content().path(STATUS);
        boolean usual = status.isMissingNode() || USUAL_STATUS.equals(status.textValue());
        if (usual && (info.isMissingNode() || info.isNull())) {
            return Sighting.of(id);
        }
        return new Sighting(id, id(id, canonical(info), usual ? "" : canonical(status)));
    }

    /** The sighting of the report that a key lies in public; the server keeps only the first. */
    public static Sighting ofExposure(String token, JsonNode details) {
        JsonNode fixed = details;
        if (details instanceof ObjectNode object) {
            fixed = without(object, List.of(STATUS));
        }
        return Sighting.of(id("key-exposed", token, canonical(fixed)));
    }

    /** The id of what a webhook told about a token: over all but the address of the manage page, which holds a secret. */
    static String ofWebhook(String token, ObjectNode body) {
        return id("webhook", token, canonical(without(body, List.of("manage_url"))));
    }

    /** An id over these parts, which may hold lone surrogates. */
    public static String id(String... parts) {
        String[] wellFormed = new String[parts.length];
        for (int i = 0; i < parts.length; i++) {
            wellFormed[i] = Text.wellFormed(parts[i]);
        }
        return IncidentId.of(wellFormed);
    }

    private static JsonNode fixedPart(JsonNode content) {
        if (!(content instanceof ObjectNode object)) {
            return content;
        }
        ObjectNode fixed = without(object, List.of(INFO, STATUS));
        if (fixed.get("mail") instanceof ObjectNode mail) {
            fixed.set("mail", without(mail, List.of("recipients")));
        }
        return fixed;
    }

    private static ObjectNode without(ObjectNode object, List<String> names) {
        ObjectNode copy = object.objectNode();
        copy.setAll(object);
        return copy.remove(names);
    }

    private static String canonical(JsonNode node) {
        StringBuilder out = new StringBuilder(512);
        write(node, out);
        return out.toString();
    }

    /** Sorted names, a length before every text; a null is as good as a missing name. */
    private static void write(JsonNode node, StringBuilder out) {
        if (node instanceof ObjectNode object) {
            out.append('{');
            List<Map.Entry<String, JsonNode>> members = new ArrayList<>(object.properties());
            members.sort(Map.Entry.comparingByKey());
            for (Map.Entry<String, JsonNode> member : members) {
                String name = member.getKey();
                JsonNode value = member.getValue();
                if (!value.isNull()) {
                    out.append(name.length()).append(':').append(name);
                    write(value, out);
                }
            }
            out.append('}');
        } else if (node.isArray()) {
            out.append('[');
            node.forEach(element -> write(element, out));
            out.append(']');
        } else {
            String text = node.isNull() || node.isMissingNode() ? "" : node.asText();
            out.append(node.isTextual() ? '"' : node.isBoolean() ? 'b' : 'n')
                    .append(text.length())
                    .append(':')
                    .append(text);
        }
    }
}
