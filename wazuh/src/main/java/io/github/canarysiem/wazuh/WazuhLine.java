package io.github.canarysiem.wazuh;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.github.canarysiem.Incident;
import io.github.canarysiem.json.IncidentJson;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.regex.Pattern;

/**
 * Writes an incident as the one line of JSON that Wazuh 4.x decodes completely:
 *
 * <pre>{@code {"srcip":"203.0.113.9","canary":{"schema_version":"1","id":"...","revision":1,...}}}</pre>
 *
 * <p>{@code srcip} is there only if the source is one IP address; below {@code canary} stands the {@link IncidentJson} form. The
 * line keeps every limit that was measured on the engine of Wazuh 4.14.7: it begins with <code>{"</code>, has no line break, is
 * never longer than its limit, holds fewer than 256 fields with names that differ in more than case, and no NUL, lone surrogate
 * or null. Numbers beyond 32 bits are text, because Wazuh prints them as floating point. A text is at most {@value
 * #LONGEST_TEXT} bytes of UTF-8, because the indexer refuses a document with a longer keyword. Control characters, line
 * separators and the controls of writing direction are JSON escapes; decoded, each text is exactly the original.
 *
 * <p>What is too long loses its least important parts, as {@link LineTrimmer} says, and names them in {@code canary.truncated}.
 *
 * <p>Immutable and thread-safe.
 */
public final class WazuhLine implements IncidentLine {
    /** The longest line in bytes: an agent's logcollector loses more than 65,278, the manager's queue more than 65,535. */
    public static final int LONGEST = 65_000;

    /** The least limit: what every incident, cut down to its head, fits into. */
    public static final int SHORTEST = 4_096;

    /** The longest text in bytes of UTF-8: the longest term that Lucene indexes. */
    public static final int LONGEST_TEXT = 32_766;

    private static final Pattern IPV4 = Pattern.compile("((25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)(\\.(?!$)|$)){4}");
    private static final Pattern IPV6 = Pattern.compile("[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*");
    private static final int LONGEST_ADDRESS = 45;
    private static final JsonMapper MAPPER = mapper();

    private final int limit;

    /**
     * Lines of at most this many bytes, the line break not counted.
     *
     * @throws IllegalArgumentException if the limit is not between {@value #SHORTEST} and {@value #LONGEST}
     */
    public WazuhLine(int limit) {
        if (limit < SHORTEST || limit > LONGEST) {
            throw new IllegalArgumentException("a line's limit is between " + SHORTEST + " and " + LONGEST + " bytes");
        }
        this.limit = limit;
    }

    @Override
    public byte[] of(Incident incident) {
        ObjectNode line = MAPPER.createObjectNode();
        if (incident.source() != null
                && incident.source().ip() != null
                && isAddress(incident.source().ip())) {
            line.put("srcip", incident.source().ip());
        }
        line.set("canary", decodable(IncidentJson.toTree(incident)));
        return new LineTrimmer(line, limit).trimmed();
    }

    static byte[] bytes(JsonNode node) {
        try {
            return MAPPER.writeValueAsBytes(node);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree can always be written as JSON", e);
        }
    }

    /** Whether the text is one IP address without a zone; asks no name server. */
    static boolean isAddress(String text) {
        if (IPV4.matcher(text).matches()) {
            return true;
        }
        if (text.length() > LONGEST_ADDRESS || !IPV6.matcher(text).matches()) {
            return false;
        }
        try {
            // A text with a colon is never looked up: it is an IPv6 literal or refused.
            return InetAddress.getByName(text) != null;
        } catch (UnknownHostException e) {
            return false;
        }
    }

    /** The node without nulls, and with text for numbers that Wazuh would change. */
    static JsonNode decodable(JsonNode node) {
        if (node instanceof ObjectNode object) {
            ObjectNode kept = MAPPER.createObjectNode();
            object.properties().stream()
                    .filter(field -> !field.getValue().isNull())
                    .forEach(field -> kept.set(field.getKey(), decodable(field.getValue())));
            return kept;
        }
        if (node instanceof ArrayNode array) {
            ArrayNode kept = MAPPER.createArrayNode();
            array.forEach(element -> {
                if (!element.isNull()) {
                    kept.add(decodable(element));
                }
            });
            return kept;
        }
        boolean changes = node.isNumber() && !(node.isIntegralNumber() && node.canConvertToInt());
        return changes ? TextNode.valueOf(node.asText()) : node;
    }

    private static JsonMapper mapper() {
        JsonMapper mapper = JsonMapper.builder()
                .enable(JsonWriteFeature.COMBINE_UNICODE_SURROGATES_IN_UTF8)
                .build();
        mapper.getFactory().setCharacterEscapes(new HarmlessEscapes());
        return mapper;
    }
}
