package io.github.canarysiem.wazuh;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.canarysiem.Incident;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;

/**
 * Writes an incident as one line of names and values, for decoders made of patterns:
 *
 * <pre>{@code canary-siem: canary.id="..." srcip="203.0.113.9" canary.kind="hit" ... canary.token.memo="..."}</pre>
 *
 * <p>The names are those of {@link WazuhField}, the id first, then in its order; fields that are lists are left out. In values the
 * quotation mark, the percent sign, control characters and what reorders text stand as {@code %} and two hexadecimal digits for each
 * byte of UTF-8: no value can look like another field or end the line. What is too long loses the ends of its longest values.
 *
 * <p>Immutable and thread-safe.
 */
public final class KeyValueLine implements IncidentLine {
    private static final String HEAD = "canary-siem:";
    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private final WazuhLine json;
    private final int limit;

    /**
     * Lines of at most this many bytes, the line break not counted.
     *
     * @throws IllegalArgumentException if the limit is not one of {@link WazuhLine}
     */
    public KeyValueLine(int limit) {
        this.json = new WazuhLine(limit);
        this.limit = limit;
    }

    @Override
    public byte[] of(Incident incident) {
        Map<WazuhField, String> values = values(incident);
        byte[] line = written(values);
        while (line.length > limit) {
            shorten(values);
            line = written(values);
        }
        return line;
    }

    private Map<WazuhField, String> values(Incident incident) {
        JsonNode tree = read(json.of(incident));
        Map<WazuhField, String> values = new EnumMap<>(WazuhField.class);
        for (WazuhField field : WazuhField.values()) {
            JsonNode value = tree.at("/" + field.path().replace('.', '/'));
            if (field.type() != WazuhField.Type.LIST && !value.isMissingNode()) {
                values.put(field, value.asText());
            }
        }
        return values;
    }

    private static byte[] written(Map<WazuhField, String> values) {
        StringBuilder line = new StringBuilder(HEAD);
        write(WazuhField.ID, values, line);
        for (WazuhField field : values.keySet()) {
            if (field != WazuhField.ID) {
                write(field, values, line);
            }
        }
        return line.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static void write(WazuhField field, Map<WazuhField, String> values, StringBuilder line) {
        line.append(' ').append(field.path()).append("=\"");
        values.getOrDefault(field, "").codePoints().forEach(c -> {
            String text = Character.toString(c);
            if (c == '"' || c == '%' || HarmlessEscapes.areNeededFor(c)) {
                for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
                    line.append('%').append(HexFormat.of().toHexDigits(b).toUpperCase(Locale.ROOT));
                }
            } else {
                line.append(text);
            }
        });
        line.append('"');
    }

    /** Halves the longest value, between two characters. */
    private static void shorten(Map<WazuhField, String> values) {
        Map.Entry<WazuhField, String> longest = null;
        for (Map.Entry<WazuhField, String> entry : values.entrySet()) {
            if (longest == null
                    || entry.getValue().length() > longest.getValue().length()) {
                longest = entry;
            }
        }
        if (longest != null) {
            String text = longest.getValue();
            int end = text.length() / 2;
            longest.setValue(text.substring(
                    0, Character.isHighSurrogate(text.charAt(Math.max(0, end - 1))) ? end - 1 : end));
        }
    }

    private static JsonNode read(byte[] line) {
        try {
            return MAPPER.readTree(line);
        } catch (IOException e) {
            throw new UncheckedIOException("a line is JSON", e);
        }
    }
}
