package io.github.canarysiem.source.log.format;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** Python's literals of texts and bytes, as {@code repr} writes them: either quotation mark, escapes with a backslash. */
final class PythonText {
    private static final int HEXADECIMAL = 16;
    private static final int OCTAL = 8;
    private static final int LONGEST_OCTAL = 3;

    private PythonText() {}

    /** Whether a text or bytes begin here. */
    static boolean begins(String source, int at) {
        int quote = quote(source, at);
        return quote < source.length() && (source.charAt(quote) == '\'' || source.charAt(quote) == '"');
    }

    /**
     * Reads one.
     *
     * @param value receives its characters; bytes count as UTF-8, and as ISO-8859-1 if they are none
     * @return where it ends, or -1 if it does not
     */
    static int read(String source, int at, StringBuilder value) {
        int quote = quote(source, at);
        boolean bytes = quote > at && (source.charAt(at) == 'b' || source.charAt(at) == 'B');
        StringBuilder read = new StringBuilder();
        int end = characters(source, quote + 1, source.charAt(quote), bytes, read);
        value.append(bytes ? decoded(read) : read);
        return end;
    }

    private static int quote(String source, int at) {
        return at + 1 < source.length() && "bBuU".indexOf(source.charAt(at)) >= 0 ? at + 1 : at;
    }

    private static int characters(String source, int begin, char quote, boolean bytes, StringBuilder read) {
        int at = begin;
        while (at < source.length()) {
            char c = source.charAt(at++);
            if (c == quote) {
                return at;
            }
            if (c == '\\') {
                at = at < source.length() ? escape(source, at, bytes, read) : at;
            } else {
                read.append(c);
            }
        }
        return -1;
    }

    /** An escape that is none stands for itself, with its backslash. */
    private static int escape(String source, int at, boolean bytes, StringBuilder read) {
        char c = source.charAt(at);
        int digits = c == 'x' ? 2 : bytes ? 0 : c == 'u' ? 4 : c == 'U' ? 8 : 0;
        if (digits > 0) {
            int code = number(source, at + 1, digits, HEXADECIMAL);
            if (Character.isValidCodePoint(code)) {
                read.appendCodePoint(code);
                return at + 1 + digits;
            }
        }
        if (c >= '0' && c < '0' + OCTAL) {
            int count = 1;
            while (count < LONGEST_OCTAL && number(source, at, count + 1, OCTAL) >= 0) {
                count++;
            }
            read.append((char) number(source, at, count, OCTAL));
            return at + count;
        }
        int simple = "\\'\"nrtabfv".indexOf(c);
        if (simple < 0) {
            read.append('\\').append(c);
        } else {
            read.append("\\'\"\n\r\t\u0007\b\f\u000b".charAt(simple));
        }
        return at + 1;
    }

    private static int number(String source, int at, int digits, int radix) {
        if (at + digits > source.length()) {
            return -1;
        }
        long value = 0;
        for (int i = at; i < at + digits; i++) {
            char c = source.charAt(i);
            int digit = c < 128 ? Character.digit(c, radix) : -1;
            if (digit < 0) {
                return -1;
            }
            value = value * radix + digit;
        }
        return value > Character.MAX_CODE_POINT ? -1 : (int) value;
    }

    private static CharSequence decoded(StringBuilder bytes) {
        for (int i = 0; i < bytes.length(); i++) {
            if (bytes.charAt(i) > 0xff) {
                return bytes;
            }
        }
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes.toString().getBytes(StandardCharsets.ISO_8859_1)));
        } catch (CharacterCodingException e) {
            return CharBuffer.wrap(bytes);
        }
    }
}
