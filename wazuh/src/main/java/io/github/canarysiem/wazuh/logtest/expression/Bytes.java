package io.github.canarysiem.wazuh.logtest.expression;

/** Compares bytes as the engine does: ASCII letters of either case are alike, no other byte has a partner. */
final class Bytes {
    private Bytes() {}

    static char lowerCase(char c) {
        return c >= 'A' && c <= 'Z' ? (char) (c + ('a' - 'A')) : c;
    }

    static char upperCase(char c) {
        return c >= 'a' && c <= 'z' ? (char) (c - ('a' - 'A')) : c;
    }

    static String lowerCase(String text) {
        StringBuilder out = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            out.append(lowerCase(text.charAt(i)));
        }
        return out.toString();
    }

    /** Whether the text holds, at this offset, what is given in lower case. */
    static boolean sameAt(String text, int offset, String folded) {
        if (text.length() - offset < folded.length()) {
            return false;
        }
        for (int i = 0; i < folded.length(); i++) {
            if (lowerCase(text.charAt(offset + i)) != folded.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    /** Whether the text holds, at this offset or later, what is given in lower case. */
    static boolean contains(String text, int from, String folded) {
        if (folded.isEmpty()) {
            return true;
        }
        char lower = folded.charAt(0);
        char upper = upperCase(lower);
        int last = text.length() - folded.length();
        for (int i = from; i <= last; i++) {
            char c = text.charAt(i);
            if ((c == lower || c == upper) && sameAt(text, i, folded)) {
                return true;
            }
        }
        return false;
    }
}
