package io.github.canarysiem.wazuh.logtest.json;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Resolves the escapes of a JSON string. For one string; not thread-safe. */
final class JsonEscapes {
    private final String text;
    private final int end;
    private final StringBuilder out;
    private int next;

    private JsonEscapes(String text, int start, int end) {
        this.text = text;
        this.end = end;
        this.next = start;
        this.out = new StringBuilder(end - start);
    }

    /** The string between these offsets, up to its first NUL; null for a wrong escape. */
    static @Nullable String resolved(String text, int start, int end) {
        JsonEscapes escapes = new JsonEscapes(text, start, end);
        while (escapes.next < end) {
            char c = text.charAt(escapes.next++);
            if (c != '\\') {
                escapes.out.append(c);
            } else if (!escapes.resolve()) {
                return null;
            }
        }
        int nul = escapes.out.indexOf("\0");
        return nul < 0 ? escapes.out.toString() : escapes.out.substring(0, nul);
    }

    private boolean resolve() {
        char c = text.charAt(next++);
        int plain = "bfnrt\"\\/".indexOf(c);
        if (plain >= 0) {
            out.append("\b\f\n\r\t\"\\/".charAt(plain));
            return true;
        }
        if (c != 'u' || next + 4 > end) {
            return false;
        }
        int unit = unit();
        if (unit >= 0xdc00 && unit <= 0xdfff) {
            return false;
        }
        if (unit < 0xd800 || unit > 0xdfff) {
            append(unit);
            return true;
        }
        if (next + 6 > end || !text.startsWith("\\u", next)) {
            return false;
        }
        next += 2;
        int low = unit();
        if (low < 0xdc00 || low > 0xdfff) {
            return false;
        }
        append(0x10000 + ((unit & 0x3ff) << 10) + (low & 0x3ff));
        return true;
    }

    /** Four digits; the library takes others for zero. */
    private int unit() {
        int unit = 0;
        for (int i = next; i < next + 4; i++) {
            int digit = text.charAt(i) < 0x80 ? Character.digit(text.charAt(i), 16) : -1;
            if (digit < 0) {
                unit = 0;
                break;
            }
            unit = unit * 16 + digit;
        }
        next += 4;
        return unit;
    }

    private void append(int codePoint) {
        if (codePoint < 0x80) {
            out.append((char) codePoint);
        } else {
            byte[] bytes = Character.toString(codePoint).getBytes(StandardCharsets.UTF_8);
            out.append(new String(bytes, StandardCharsets.ISO_8859_1));
        }
    }
}
