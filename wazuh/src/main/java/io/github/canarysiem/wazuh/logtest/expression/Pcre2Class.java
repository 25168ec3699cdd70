package io.github.canarysiem.wazuh.logtest.expression;

import java.util.BitSet;
import org.jspecify.annotations.Nullable;

/** Reads a PCRE2 character class, after its {@code [}, and writes it as a list of bytes. Used once. */
final class Pcre2Class {
    private static final int NO_CHARACTER = -1;

    private final Pcre2Reader in;
    private final boolean caseless;
    private final BitSet bytes = new BitSet(256);
    /** The start of a possible range. */
    private int from = NO_CHARACTER;

    private boolean afterType;

    Pcre2Class(Pcre2Reader in, boolean caseless) {
        this.in = in;
        this.caseless = caseless;
    }

    String translate() throws ExpressionException {
        if (in.posixName() != null) {
            throw ExpressionException.refused("PCRE2 refuses the pattern: a POSIX class stands outside of a class");
        }
        boolean negated = in.accept("^");
        boolean first = true;
        while (true) {
            if (!in.more()) {
                throw ExpressionException.refused("PCRE2 refuses the pattern: a class is never closed");
            }
            char c = in.next();
            if (c == ']' && !first) {
                return written(negated);
            }
            first = false;
            if (c == '\\' && in.quotes()) {
                for (char quoted : in.quoted().toCharArray()) {
                    character(quoted);
                }
            } else if (c == '-' && !in.looksLike("]") && from != NO_CHARACTER) {
                range();
            } else if (c == '-' && !in.looksLike("]") && afterType) {
                throw wrongRange();
            } else {
                item(c);
            }
        }
    }

    private void item(char c) throws ExpressionException {
        BitSet type = type(c);
        if (type != null) {
            bytes.or(type);
            from = NO_CHARACTER;
            afterType = true;
        } else {
            character(c == '\\' ? in.escapedCharacterInClass() : c);
        }
    }

    private void character(char c) {
        bytes.set(c);
        from = c;
        afterType = false;
    }

    private void range() throws ExpressionException {
        char c = in.next();
        if (type(c) != null) {
            throw wrongRange();
        }
        char to = c == '\\' ? in.escapedCharacterInClass() : c;
        if (to < from) {
            throw wrongRange();
        }
        bytes.set(from, to + 1);
        from = NO_CHARACTER;
        afterType = false;
    }

    private @Nullable BitSet type(char c) throws ExpressionException {
        if (c == '\\' && in.more()) {
            BitSet type = Pcre2Escapes.insideClass(in.peek());
            if (type != null) {
                in.next();
            }
            return type;
        }
        String name = c == '[' ? in.posixName() : null;
        if (name == null) {
            return null;
        }
        in.skip(name.length() + 3);
        boolean negated = name.startsWith("^");
        BitSet posix = Pcre2Escapes.posix(name.substring(negated ? 1 : 0), caseless);
        if (posix == null) {
            throw ExpressionException.refused("PCRE2 refuses the pattern: there is no such POSIX class");
        }
        return negated ? Pcre2Escapes.inverted(posix) : posix;
    }

    private static ExpressionException wrongRange() {
        return ExpressionException.refused("PCRE2 refuses the pattern: a range in a class is wrong");
    }

    private String written(boolean negated) {
        if (bytes.cardinality() == 256) {
            return negated ? "(?!)" : "[\\x00-\\xFF]";
        }
        StringBuilder out = new StringBuilder(negated ? "[^" : "[");
        for (int start = bytes.nextSetBit(0); start >= 0; start = bytes.nextSetBit(bytes.nextClearBit(start))) {
            int end = bytes.nextClearBit(start) - 1;
            out.append(written((char) start));
            if (end > start) {
                out.append('-').append(written((char) end));
            }
        }
        return out.append(']').toString();
    }

    /** How Java writes this byte anywhere. */
    static String written(char c) {
        boolean plain = (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
        return plain ? String.valueOf(c) : String.format("\\x%02X", (int) c);
    }

    /** This byte in an error message. */
    static String shown(char c) {
        return c > ' ' && c < 0x7f ? String.valueOf(c) : String.format("\\x%02X", (int) c);
    }
}
