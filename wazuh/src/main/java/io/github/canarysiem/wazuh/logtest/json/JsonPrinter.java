package io.github.canarysiem.wazuh.logtest.json;

import io.github.canarysiem.wazuh.logtest.json.JsonValue.JsonArray;
import io.github.canarysiem.wazuh.logtest.json.JsonValue.JsonLiteral;
import io.github.canarysiem.wazuh.logtest.json.JsonValue.JsonNumber;
import io.github.canarysiem.wazuh.logtest.json.JsonValue.JsonObject;
import io.github.canarysiem.wazuh.logtest.json.JsonValue.JsonText;

/** Prints a value with the library's tabs and line breaks. */
public final class JsonPrinter {
    private final StringBuilder out = new StringBuilder();

    private JsonPrinter() {}

    /** The value as JSON. */
    public static String print(JsonValue value) {
        JsonPrinter printer = new JsonPrinter();
        printer.print(value, 0);
        return printer.out.toString();
    }

    /** The value as the text of a field: a string without quotes, a number as {@code printf} writes it, an array as JSON. */
    public static String field(JsonValue value) {
        if (value instanceof JsonText text) {
            return text.text();
        }
        if (value instanceof JsonNumber number) {
            return CNumbers.field(number.value());
        }
        return value instanceof JsonLiteral literal ? literal.text() : print(value);
    }

    private void print(JsonValue value, int depth) {
        if (value instanceof JsonText text) {
            printString(text.text());
        } else if (value instanceof JsonNumber number) {
            out.append(CNumbers.printed(number.value()));
        } else if (value instanceof JsonLiteral literal) {
            out.append(literal.text());
        } else if (value instanceof JsonArray array) {
            String separator = "";
            out.append('[');
            for (JsonValue element : array.values()) {
                out.append(separator);
                print(element, depth + 1);
                separator = ", ";
            }
            out.append(']');
        } else if (value instanceof JsonObject object) {
            print(object, depth);
        }
    }

    private void print(JsonObject object, int depth) {
        out.append("{\n");
        for (int i = 0; i < object.members().size(); i++) {
            JsonValue.Member member = object.members().get(i);
            out.append("\t".repeat(depth + 1));
            printString(member.name());
            out.append(":\t");
            print(member.value(), depth + 1);
            out.append(i + 1 < object.members().size() ? ",\n" : "\n");
        }
        out.append("\t".repeat(depth)).append('}');
    }

    private void printString(String text) {
        out.append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            int named = "\"\\\b\f\n\r\t".indexOf(c);
            if (named >= 0) {
                out.append('\\').append("\"\\bfnrt".charAt(named));
            } else if (c < ' ') {
                out.append(String.format("\\u%04x", (int) c));
            } else {
                out.append(c);
            }
        }
        out.append('"');
    }
}
