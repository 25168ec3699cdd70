package io.github.canarysiem.source.log.format;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.StringJoiner;
import java.util.function.IntPredicate;

/** Writes values as Python's {@code repr} does: single quotation marks unless only they are inside, escapes for what cannot be printed. */
final class PythonRepr {
    private PythonRepr() {}

    static String of(JsonNode value) {
        if (value.isObject()) {
            StringJoiner members = new StringJoiner(", ", "{", "}");
            for (Map.Entry<String, JsonNode> member : value.properties()) {
                members.add(string(member.getKey()) + ": " + of(member.getValue()));
            }
            return members.toString();
        }
        if (value.isArray()) {
            StringJoiner elements = new StringJoiner(", ", "[", "]");
            value.forEach(element -> elements.add(of(element)));
            return elements.toString();
        }
        if (value.isNull()) {
            return "None";
        }
        if (value.isBoolean()) {
            return value.booleanValue() ? "True" : "False";
        }
        return value.isTextual() ? string(value.textValue()) : value.asText();
    }

    static String string(String text) {
        char quote = text.indexOf('\'') >= 0 && text.indexOf('"') < 0 ? '"' : '\'';
        StringBuilder out = new StringBuilder().append(quote);
        IntPredicate escaped = c -> c == quote || c == '\\';
        text.codePoints().forEach(c -> {
            if (escaped.test(c)) {
                out.append('\\').appendCodePoint(c);
            } else if (c == '\n' || c == '\r' || c == '\t') {
                out.append('\\').append(c == '\n' ? 'n' : c == '\r' ? 'r' : 't');
            } else if ((c >= ' ' && c < 127) || (c > 0xa0 && isPrintable(c))) {
                out.appendCodePoint(c);
            } else if (c < 0x100) {
                out.append(String.format("\\x%02x", c));
            } else {
                out.append(c < 0x10000 ? String.format("\\u%04x", c) : String.format("\\U%08x", c));
            }
        });
        return out.append(quote).toString();
    }

    private static boolean isPrintable(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.SPACE_SEPARATOR -> false;
            default -> true;
        };
    }
}
