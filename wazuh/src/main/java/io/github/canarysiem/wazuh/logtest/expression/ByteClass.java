package io.github.canarysiem.wazuh.logtest.expression;

import org.jspecify.annotations.Nullable;

/** The bytes that one element of an OS_Regex matches, as measured. Immutable. */
final class ByteClass {
    private static final @Nullable ByteClass[] LITERALS = new ByteClass[256];
    private static final @Nullable ByteClass[] ESCAPES = new ByteClass[128];

    static {
        for (char c = 1; c < 256; c++) {
            LITERALS[c] = literalOf(c);
        }
        escape('w', "--09@Z__az");
        escape('d', "09");
        escape('s', "  ");
        escape('t', "\t\t");
        escape('p', "!.:?[[]]{}");
        escape('W', "\1,./:?[^``{\u00ff");
        escape('D', "\1/:\u00ff");
        escape('S', "\1\37!\u00ff");
        escape('.', "\1\u00ff");
        for (char c : new char[] {'$', '|', '<', '(', ')', '\\'}) {
            ESCAPES[c] = literalOf(c);
        }
    }

    private final boolean[] bytes = new boolean[256];

    private ByteClass() {}

    /** A byte itself and its other case; a byte beyond ASCII matches nothing, not even itself. */
    static ByteClass literal(char c) {
        ByteClass found = LITERALS[c & 0xff];
        return found == null ? new ByteClass() : found;
    }

    /** What a backslash and this byte match; null for a wrong escape. */
    static @Nullable ByteClass escape(char c) {
        return c < ESCAPES.length ? ESCAPES[c] : null;
    }

    /** Whether a quantifier may follow the escape; the escaped characters take none. */
    static boolean quantifiable(char escape) {
        return "wdstpWDS.".indexOf(escape) >= 0;
    }

    boolean has(char c) {
        return bytes[c & 0xff];
    }

    private static ByteClass literalOf(char c) {
        ByteClass literal = new ByteClass();
        if (c < 0x80) {
            literal.bytes[Bytes.lowerCase(c)] = true;
            literal.bytes[Bytes.upperCase(c)] = true;
        }
        return literal;
    }

    /** Ranges, as pairs of the first and the last byte. */
    private static void escape(char name, String ranges) {
        ByteClass result = new ByteClass();
        for (int i = 0; i < ranges.length(); i += 2) {
            for (char c = ranges.charAt(i); c <= ranges.charAt(i + 1); c++) {
                result.bytes[c] = true;
            }
        }
        ESCAPES[name] = result;
    }
}
