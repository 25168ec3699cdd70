package io.github.canarysiem.wazuh.logtest.expression;

import java.util.BitSet;
import org.jspecify.annotations.Nullable;

/** What PCRE2's escapes and POSIX classes stand for without UTF, in the tables of the C locale. */
final class Pcre2Escapes {
    private Pcre2Escapes() {}

    /** How Java writes an escape that is no character; null for an escaped character. */
    static @Nullable String outsideClass(char c) throws ExpressionException {
        return switch (c) {
            case 'd', 'D', 's', 'S', 'w', 'W', 'h', 'H', 'v', 'V', 'A', 'Z', 'z' -> "\\" + c;
            case 'N' -> "[^\\n]";
            case 'R' -> "(?>\\r\\n|[\\x0A-\\x0D\\x85])";
            case 'G' -> "\\A";
            case 'C' -> "[\\x00-\\xFF]";
            // Java's own take letters beyond ASCII for words.
            case 'b' -> "(?:(?<=\\w)(?!\\w)|(?<!\\w)(?=\\w))";
            case 'B' -> "(?:(?<=\\w)(?=\\w)|(?<!\\w)(?!\\w))";
            case 'K', 'X', 'p', 'P' -> throw ExpressionException.notModelled("\\" + c);
            default -> null;
        };
    }

    /** The bytes of an escape within a class; null for an escaped character. */
    static @Nullable BitSet insideClass(char c) throws ExpressionException {
        return switch (c) {
            case 'd' -> bytes("09");
            case 's' -> bytes("\t\r  ");
            case 'w' -> bytes("09AZ__az");
            case 'h' -> bytes("\t\t  \u00a0\u00a0");
            case 'v' -> bytes("\n\r\u0085\u0085");
            case 'D', 'S', 'W', 'H', 'V' -> inverted(insideClass(Bytes.lowerCase(c)));
            case 'N', 'R', 'X', 'B' ->
                throw ExpressionException.refused("PCRE2 refuses the pattern: a class holds \\" + c);
            case 'p', 'P' -> throw ExpressionException.notModelled("\\" + c);
            default -> null;
        };
    }

    /** The bytes of a POSIX class such as {@code alpha}; null for an unknown name. */
    static @Nullable BitSet posix(String name, boolean caseless) {
        return switch (name) {
            case "alpha" -> bytes("AZaz");
            case "lower" -> bytes(caseless ? "AZaz" : "az");
            case "upper" -> bytes(caseless ? "AZaz" : "AZ");
            case "alnum" -> bytes("09AZaz");
            case "ascii" -> bytes("\0\u007f");
            case "blank" -> bytes("\t\t  ");
            case "cntrl" -> bytes("\0\37\u007f\u007f");
            case "digit" -> bytes("09");
            case "graph" -> bytes("!~");
            case "print" -> bytes(" ~");
            case "punct" -> bytes("!/:@[`{~");
            case "space" -> bytes("\t\r  ");
            case "word" -> bytes("09AZ__az");
            case "xdigit" -> bytes("09AFaf");
            default -> null;
        };
    }

    static BitSet inverted(@Nullable BitSet bytes) {
        BitSet result = new BitSet(256);
        if (bytes != null) {
            result.or(bytes);
        }
        result.flip(0, 256);
        return result;
    }

    private static BitSet bytes(String ranges) {
        BitSet result = new BitSet(256);
        for (int i = 0; i < ranges.length(); i += 2) {
            result.set(ranges.charAt(i), ranges.charAt(i + 1) + 1);
        }
        return result;
    }
}
