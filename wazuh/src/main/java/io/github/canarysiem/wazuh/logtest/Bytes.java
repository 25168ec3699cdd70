package io.github.canarysiem.wazuh.logtest;

import java.nio.charset.StandardCharsets;

/** Between Unicode texts and the byte strings of the engine: ISO-8859-1, one character for each byte of UTF-8. */
final class Bytes {
    private Bytes() {}

    static String of(String text) {
        return isAscii(text) ? text : new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
    }

    /** Bytes that are no UTF-8 become U+FFFD. */
    static String text(String bytes) {
        return isAscii(bytes) ? bytes : new String(bytes.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
    }

    private static boolean isAscii(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) >= 0x80) {
                return false;
            }
        }
        return true;
    }
}
