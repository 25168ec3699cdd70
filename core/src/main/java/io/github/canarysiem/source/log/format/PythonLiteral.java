package io.github.canarysiem.source.log.format;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.canarysiem.source.canarytokens.StoredJson;

/**
 * Reads what Python's {@code repr} writes of dictionaries, lists, tuples, sets, texts, bytes, numbers, {@code None} and truth values,
 * after the grammar of literals in Python's language reference; nothing is ever evaluated. Numbers stay the text they were, as do {@code
 * nan} and {@code inf}; a call such as {@code datetime.datetime(2026, 11, 22)} becomes its text, one of a single argument that argument.
 * What is nested deeper than {@link StoredJson#DEPTH} is passed over and leaves a mark.
 */
final class PythonLiteral {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final String TOO_DEEP = "[cut: nested deeper than " + StoredJson.DEPTH + " levels]";

    private final String text;
    private int at;

    private PythonLiteral(String text) {
        this.text = text;
    }

    /** It is no literal. */
    static final class NoLiteralException extends Exception {
        private static final long serialVersionUID = 1L;

        NoLiteralException(String message, int at) {
            super(message + " at character " + at);
        }
    }

    /**
     * The value that the whole text is.
     *
     * @throws NoLiteralException if the text is something else, or more
     */
    static JsonNode read(String text) throws NoLiteralException {
        PythonLiteral reader = new PythonLiteral(text);
        JsonNode value = reader.value(0);
        reader.blanks();
        if (reader.at < text.length()) {
            throw reader.fault("something follows");
        }
        return value;
    }

    private JsonNode value(int depth) throws NoLiteralException {
        blanks();
        char c = peek();
        if (isOpening(c)) {
            if (depth >= StoredJson.DEPTH) {
                pass();
                return NODES.textNode(TOO_DEEP);
            }
            return c == '{' ? braces(depth) : sequence(c == '[' ? ']' : ')', depth);
        }
        if (PythonText.begins(text, at)) {
            return string();
        }
        if (Character.isLetter(c) || c == '_') {
            return name(depth);
        }
        return number();
    }

    /** A dictionary or a set. */
    private JsonNode braces(int depth) throws NoLiteralException {
        at++;
        ObjectNode members = NODES.objectNode();
        ArrayNode elements = NODES.arrayNode();
        while (!ends('}')) {
            JsonNode first = value(depth + 1);
            blanks();
            if (peek() == ':') {
                at++;
                members.set(first.isTextual() ? first.textValue() : first.toString(), value(depth + 1));
            } else {
                elements.add(first);
            }
            separator('}');
        }
        if (!members.isEmpty() && !elements.isEmpty()) {
            throw fault("a dictionary with an element that has no value");
        }
        return elements.isEmpty() ? members : elements;
    }

    /** A list or a tuple; what stands in parentheses alone is itself. */
    private JsonNode sequence(char end, int depth) throws NoLiteralException {
        at++;
        ArrayNode elements = NODES.arrayNode();
        boolean comma = false;
        while (!ends(end)) {
            elements.add(value(depth + 1));
            comma |= separator(end);
        }
        boolean grouped = end == ')' && elements.size() == 1 && !comma;
        return grouped ? elements.get(0) : elements;
    }

    private JsonNode string() throws NoLiteralException {
        StringBuilder value = new StringBuilder();
        while (PythonText.begins(text, at)) {
            at = PythonText.read(text, at, value);
            if (at < 0) {
                throw new NoLiteralException("a text without an end", text.length());
            }
            blanks();
        }
        return NODES.textNode(value.toString());
    }

    private JsonNode name(int depth) throws NoLiteralException {
        int begin = at;
        while (at < text.length()
                && (Character.isLetterOrDigit(text.charAt(at)) || text.charAt(at) == '_' || text.charAt(at) == '.')) {
            at++;
        }
        String name = text.substring(begin, at);
        blanks();
        if (at < text.length() && text.charAt(at) == '(') {
            return call(name, begin, depth);
        }
        return switch (name) {
            case "True" -> NODES.booleanNode(true);
            case "False" -> NODES.booleanNode(false);
            case "None" -> NODES.nullNode();
            case "nan", "inf" -> NODES.textNode(name);
            default -> {
                // Such as datetime.timezone.utc.
                if (name.indexOf('.') <= 0) {
                    throw fault("an unknown name");
                }
                yield NODES.textNode(name);
            }
        };
    }

    private JsonNode call(String name, int begin, int depth) throws NoLiteralException {
        if (depth >= StoredJson.DEPTH) {
            pass();
            return NODES.textNode(TOO_DEEP);
        }
        at++;
        ArrayNode arguments = NODES.arrayNode();
        while (!ends(')')) {
            keyword();
            arguments.add(value(depth + 1));
            separator(')');
        }
        if (arguments.isEmpty() && (name.equals("set") || name.equals("frozenset"))) {
            return arguments;
        }
        return arguments.size() == 1 ? arguments.get(0) : NODES.textNode(text.substring(begin, at));
    }

    /** Passes over {@code name=} before an argument. */
    private void keyword() {
        blanks();
        int end = at;
        while (end < text.length() && (Character.isLetterOrDigit(text.charAt(end)) || text.charAt(end) == '_')) {
            end++;
        }
        if (end > at && end < text.length() && text.charAt(end) == '=') {
            at = end + 1;
        }
    }

    private JsonNode number() throws NoLiteralException {
        int begin = at;
        boolean digit = false;
        while (at < text.length() && isOfNumber(text.charAt(at))) {
            digit |= Character.isDigit(text.charAt(at));
            at++;
        }
        if (at < text.length() && at > begin && !digit && Character.isLetter(text.charAt(at))) {
            // -inf and -nan.
            String sign = text.substring(begin, at);
            JsonNode name = name(0);
            if (sign.equals("-") && name.isTextual()) {
                return NODES.textNode(sign + name.textValue());
            }
        }
        if (!digit) {
            throw fault("no value");
        }
        return NODES.textNode(text.substring(begin, at));
    }

    /** Passes over a bracket and all that is in it, however deep, without recursion. */
    private void pass() throws NoLiteralException {
        int open = 0;
        do {
            char c = peek();
            if (c == '\'' || c == '"') {
                at = PythonText.read(text, at, new StringBuilder());
                if (at < 0) {
                    throw new NoLiteralException("a text without an end", text.length());
                }
            } else {
                open += isOpening(c) ? 1 : c == '}' || c == ']' || c == ')' ? -1 : 0;
                at++;
            }
        } while (open > 0);
    }

    private boolean ends(char end) throws NoLiteralException {
        blanks();
        if (peek() == end) {
            at++;
            return true;
        }
        return false;
    }

    /** Passes over a comma; without one the end must follow. */
    private boolean separator(char end) throws NoLiteralException {
        blanks();
        if (peek() == ',') {
            at++;
            return true;
        }
        if (peek() != end) {
            throw fault("neither a comma nor an end");
        }
        return false;
    }

    private void blanks() {
        while (at < text.length() && (text.charAt(at) == ' ' || text.charAt(at) == '\t')) {
            at++;
        }
    }

    private char peek() throws NoLiteralException {
        if (at >= text.length()) {
            throw fault("an early end");
        }
        return text.charAt(at);
    }

    private NoLiteralException fault(String message) {
        return new NoLiteralException(message, at);
    }

    private static boolean isOpening(char c) {
        return c == '{' || c == '[' || c == '(';
    }

    private static boolean isOfNumber(char c) {
        return (c >= '0' && c <= '9')
                || c == '.'
                || c == '-'
                || c == '+'
                || c == 'e'
                || c == 'E'
                || c == 'j'
                || c == '_';
    }
}
