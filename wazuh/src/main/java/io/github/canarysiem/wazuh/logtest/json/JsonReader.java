package io.github.canarysiem.wazuh.logtest.json;

import io.github.canarysiem.wazuh.logtest.json.JsonValue.JsonArray;
import io.github.canarysiem.wazuh.logtest.json.JsonValue.JsonLiteral;
import io.github.canarysiem.wazuh.logtest.json.JsonValue.JsonNumber;
import io.github.canarysiem.wazuh.logtest.json.JsonValue.JsonObject;
import io.github.canarysiem.wazuh.logtest.json.JsonValue.JsonText;
import io.github.canarysiem.wazuh.logtest.json.JsonValue.Member;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads one value, and ignores what follows it. Every byte up to the blank separates; strings may hold control characters; a lone
 * surrogate, or more than 1,000 nested arrays and objects, make the whole unreadable. Used once.
 */
public final class JsonReader {
    private static final int DEEPEST = 1000;
    private static final String BYTE_ORDER_MARK = "\u00ef\u00bb\u00bf";
    private static final List<String> LITERALS = List.of("null", "false", "true");

    private final String text;
    private int next;
    private int depth;

    private JsonReader(String text, int from) {
        this.text = text;
        this.next = from;
    }

    /** The value at this offset, whatever follows; null when there is none. */
    public static @Nullable JsonValue read(String text, int from) {
        JsonReader reader = new JsonReader(text, text.startsWith(BYTE_ORDER_MARK, from) ? from + 3 : from);
        reader.skipBlanks();
        return reader.value();
    }

    /** The value that is the whole text; null when it is none. */
    public static @Nullable JsonValue readWhole(String text) {
        JsonReader reader = new JsonReader(text, 0);
        JsonValue value = reader.value();
        return reader.next == text.length() ? value : null;
    }

    private void skipBlanks() {
        while (next < text.length() && text.charAt(next) <= ' ') {
            next++;
        }
    }

    private boolean skip(char c) {
        skipBlanks();
        boolean there = next < text.length() && text.charAt(next) == c;
        if (there) {
            next++;
        }
        return there;
    }

    private @Nullable JsonValue value() {
        if (next >= text.length()) {
            return null;
        }
        char c = text.charAt(next);
        if (c == '"') {
            String string = string();
            return string == null ? null : new JsonText(string);
        }
        if (c == '-' || isDigit(c)) {
            return number();
        }
        if (c == '{' || c == '[') {
            return c == '{' ? object() : array();
        }
        for (String literal : LITERALS) {
            if (text.startsWith(literal, next)) {
                next += literal.length();
                return new JsonLiteral(literal);
            }
        }
        return null;
    }

    private @Nullable JsonValue array() {
        if (++depth > DEEPEST) {
            return null;
        }
        next++;
        List<JsonValue> values = new ArrayList<>();
        if (!skip(']')) {
            do {
                skipBlanks();
                JsonValue value = value();
                if (value == null) {
                    return null;
                }
                values.add(value);
            } while (skip(','));
            if (!skip(']')) {
                return null;
            }
        }
        depth--;
        return new JsonArray(values);
    }

    private @Nullable JsonValue object() {
        if (++depth > DEEPEST) {
            return null;
        }
        next++;
        List<Member> members = new ArrayList<>();
        if (!skip('}')) {
            do {
                Member member = member();
                if (member == null) {
                    return null;
                }
                members.add(member);
            } while (skip(','));
            if (!skip('}')) {
                return null;
            }
        }
        depth--;
        return new JsonObject(members);
    }

    private @Nullable Member member() {
        skipBlanks();
        String name = next < text.length() && text.charAt(next) == '"' ? string() : null;
        if (name == null || !skip(':')) {
            return null;
        }
        skipBlanks();
        JsonValue value = value();
        return value == null ? null : new Member(name, value);
    }

    private @Nullable JsonValue number() {
        int start = next;
        int end = start + 1;
        end = digits(end);
        if (end < text.length() && text.charAt(end) == '.') {
            end = digits(end + 1);
        }
        int exponent = end;
        if (exponent < text.length() && (text.charAt(exponent) | 0x20) == 'e') {
            exponent++;
            if (exponent < text.length() && (text.charAt(exponent) == '-' || text.charAt(exponent) == '+')) {
                exponent++;
            }
            int last = digits(exponent);
            end = last > exponent ? last : end;
        }
        String number = text.substring(start, Math.min(end, start + CNumbers.LONGEST));
        next = start + number.length();
        return CNumbers.isNumber(number) ? new JsonNumber(Double.parseDouble(number)) : null;
    }

    private int digits(int from) {
        int end = from;
        while (end < text.length() && isDigit(text.charAt(end))) {
            end++;
        }
        return end;
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    private @Nullable String string() {
        int start = next + 1;
        int end = start;
        boolean plain = true;
        while (end < text.length() && text.charAt(end) != '"') {
            if (text.charAt(end) == '\\') {
                plain = false;
                end++;
            }
            end++;
        }
        if (end >= text.length()) {
            return null;
        }
        next = end + 1;
        return plain ? text.substring(start, end) : JsonEscapes.resolved(text, start, end);
    }
}
