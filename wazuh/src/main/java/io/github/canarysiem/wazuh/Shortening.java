package io.github.canarysiem.wazuh;

import java.util.function.ToIntFunction;

/**
 * Cuts the end off a long text.
 *
 * @param most bytes that may stay
 * @param mostOfTheHead bytes that may stay of a text that belongs to the head
 * @param cost bytes of one character; a surrogate pair's are counted at its first half
 */
record Shortening(int most, int mostOfTheHead, ToIntFunction<Character> cost) {
    private static final int MOST_BYTES_OF_A_CHARACTER = 6;

    /** The limit of the indexer, in every line. */
    static final Shortening TO_A_TERM =
            new Shortening(WazuhLine.LONGEST_TEXT, WazuhLine.LONGEST_TEXT, HarmlessEscapes::bytesInUtf8);

    /** Limits on the text as it stands in the line, escapes included. */
    static Shortening inLine(int most, int mostOfTheHead) {
        return new Shortening(most, mostOfTheHead, HarmlessEscapes::bytesInLine);
    }

    /** The text, or its longest beginning that the limit allows; a surrogate pair stays whole. */
    String apply(String text, boolean ofTheHead) {
        int left = ofTheHead ? mostOfTheHead : most;
        if ((long) text.length() * MOST_BYTES_OF_A_CHARACTER <= left) {
            return text;
        }
        for (int i = 0; i < text.length(); i++) {
            left -= cost.applyAsInt(text.charAt(i));
            if (left < 0) {
                return text.substring(0, i);
            }
        }
        return text;
    }
}
