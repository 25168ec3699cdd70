package io.github.canarysiem.testing;

import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.Set;
import java.util.TreeSet;

/**
 * What a Canarytokens server wrote, read without the product's own reader: from it tests work out what has to arrive in incidents.
 */
public final class CapturedJson {
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();
    private static final Set<String> CREDENTIALS = Set.of("Cookie", "Authorization");

    private CapturedJson() {}

    /** Reads JSON as the server writes it; numbers keep all their digits. */
    public static JsonNode read(String text) throws IOException {
        return MAPPER.readTree(text);
    }

    /** As {@link #read(String)}, from UTF-8. */
    public static JsonNode read(byte[] text) throws IOException {
        return MAPPER.readTree(text);
    }

    /** Takes out of a hit what incidents do not have: credentials in headers, and brackets around recipients. */
    public static void strip(ObjectNode hit) {
        if (hit.get("request_headers") instanceof ObjectNode headers) {
            headers.remove(CREDENTIALS);
        }
        if (hit.at("/mail/recipients") instanceof ArrayNode recipients) {
            for (int i = 0; i < recipients.size(); i++) {
                recipients.set(i, recipients.get(i).asText().replaceAll("^<+|>+$", ""));
            }
        }
    }

    /** All values in it as text, and the names of unusual headers. */
    public static Set<String> values(JsonNode node) {
        Set<String> values = new TreeSet<>();
        collect(node, values);
        return values;
    }

    private static void collect(JsonNode node, Set<String> values) {
        if (node.isValueNode()) {
            values.add(node.isNull() ? "" : node.asText());
        }
        node.forEach(child -> collect(child, values));
        node.fieldNames().forEachRemaining(name -> {
            if (name.startsWith("X-")) {
                values.add(name);
            }
        });
    }

    /** The published form of hostile text, stated here once more: NUL and lone surrogates are spelled out. */
    public static String wellFormed(String text) {
        StringBuilder out = new StringBuilder();
        text.codePoints().forEach(c -> {
            if (c == 0 || (c >= 0xd800 && c <= 0xdfff)) {
                out.append(String.format("\\u%04x", c));
            } else {
                out.appendCodePoint(c);
            }
        });
        return out.toString();
    }
}
