package io.github.canarysiem.templates;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.Collection;
import java.util.Map;
import java.util.function.IntPredicate;

/** Writes values into files, each format in its own way. What a format cannot carry is refused, never changed. */
final class Escapes {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private Escapes() {}

    /** Writes one value. */
    interface Escape {
        /** Throws {@link IllegalArgumentException} for a value that the format cannot carry. */
        String apply(Object value);
    }

    /**
     * In Wazuh's dialect no entity is decoded, {@code <} begins an element wherever it stands, a backslash before one takes its
     * meaning away, and a quotation mark may end an attribute.
     */
    static String wazuhXml(Object value) {
        String text = line(value);
        refuse(text, c -> c == '<' || c == '"' || c == '\'', "holds <, \" or ', which Wazuh's XML cannot carry");
        if (text.endsWith("\\")) {
            throw new IllegalArgumentException(
                    "ends in a backslash, which in Wazuh's XML would hide the tag behind it");
        }
        if (!text.equals(text.strip())) {
            throw new IllegalArgumentException(
                    "begins or ends with a blank, which Wazuh would take as part of the value");
        }
        return text;
    }

    static String xml(Object value) {
        return line(value)
                .replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&apos;");
    }

    /** A whole JSON value, which is YAML as well. */
    static String json(Object value) {
        if (!(value instanceof Collection || value instanceof Map)) {
            wellFormed(scalar(value));
        }
        try {
            return JSON.writeValueAsString(value)
                    .replace("\u2028", "\\u2028")
                    .replace("\u2029", "\\u2029")
                    .replace("\u0085", "\\u0085");
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("cannot be written as JSON", e);
        }
    }

    /** Terraform knows two kinds of placeholders in texts; doubled signs stand for themselves. */
    static String hcl(Object value) {
        return json(value).replace("${", "$${").replace("%{", "%%{");
    }

    static String shell(Object value) {
        return "'" + line(value).replace("'", "'\\''") + "'";
    }

    static String systemd(Object value) {
        return "\""
                + line(value)
                        .replace("\\", "\\\\")
                        .replace("\"", "\\\"")
                        .replace("%", "%%")
                        .replace("$", "$$") + "\"";
    }

    static String markdown(Object value) {
        String text = line(value);
        refuse(text, c -> c == '`' || c == '<', "holds ` or <, which a code span of Markdown cannot carry");
        return text;
    }

    /** A text on one line. */
    static String line(Object value) {
        String text = scalar(value);
        wellFormed(text);
        refuse(
                text,
                c -> Character.isISOControl(c) || c == '\u2028' || c == '\u2029',
                "holds a line break or a control character");
        return text;
    }

    /** A text as it may stand in any comment: what could end the comment or move a cursor is spelled out. */
    static String comment(String text) {
        StringBuilder written = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean pair = c == '-' && i > 0 && text.charAt(i - 1) == '-';
            if (c < ' ' || c > '~' || c == '<' || c == '>' || pair) {
                written.append(String.format("\\u%04x", (int) c));
            } else {
                written.append(c);
            }
        }
        return written.toString();
    }

    private static String scalar(Object value) {
        if (value instanceof CharSequence || value instanceof Number || value instanceof Boolean) {
            return value.toString();
        }
        throw new IllegalArgumentException("is not a text, number or flag: choose one of its entries");
    }

    private static void wellFormed(String text) {
        refuse(text, c -> c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE, "holds half a character");
    }

    private static void refuse(String text, IntPredicate unfit, String reason) {
        if (text.codePoints().anyMatch(unfit)) {
            throw new IllegalArgumentException(reason);
        }
    }
}
