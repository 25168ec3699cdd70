package io.github.canarysiem.json;

import java.util.HexFormat;

/**
 * Makes hostile text harmless without losing what it says. The two forms answer two dangers: a parser that chokes, and a
 * terminal or viewer that obeys.
 */
public final class Text {
    private static final HexFormat HEX = HexFormat.of();

    private Text() {}

    /**
     * The text with every NUL and lone surrogate spelled out, as {@code \}{@code u0000} or {@code \}{@code ud800} in six visible
     * characters: one of them makes Wazuh's JSON parser lose the whole event. All else is unchanged.
     */
    public static String wellFormed(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == 0 || Character.isSurrogate(c)) {
                return spelledOut(text, false);
            }
        }
        return text;
    }

    /**
     * The text on one line, fit for a terminal: besides what {@link #wellFormed} does, control characters, line and paragraph
     * separators and the controls of writing direction are spelled out, so that nothing moves the cursor or reorders text.
     */
    public static String printable(String text) {
        return spelledOut(text, true);
    }

    private static String spelledOut(String text, boolean controls) {
        StringBuilder out = new StringBuilder(text.length() + 16);
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (Character.isHighSurrogate(c) && i + 1 < text.length() && Character.isLowSurrogate(text.charAt(i + 1))) {
                out.append(c).append(text.charAt(++i));
            } else if (c == 0 || Character.isSurrogate(c) || (controls && movesTheCursor(c))) {
                out.append("\\u").append(HEX.toHexDigits(c));
            } else {
                out.append(c);
            }
        }
        return out.toString();
    }

    /** Whether a character does something to a terminal or viewer instead of being shown. */
    static boolean movesTheCursor(char c) {
        return Character.isISOControl(c)
                || c == '\u2028'
                || c == '\u2029'
                || c == '\u061c'
                || c == '\u200e'
                || c == '\u200f'
                || (c >= '\u202a' && c <= '\u202e')
                || (c >= '\u2066' && c <= '\u2069');
    }
}
