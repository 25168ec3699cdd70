package io.github.canarysiem.wazuh.logtest.rule;

import java.util.Arrays;

/**
 * Which triples of characters a text has, roughly: when {@link #contains} says no, the triple is not there. Case of ASCII letters does not
 * matter. Reused from text to text; for one thread.
 */
final class Trigrams {
    /** Characters of a triple. */
    static final int LENGTH = 3;

    private static final int BITS = 4096;

    private final long[] bits = new long[BITS / Long.SIZE];

    /** Takes another text. */
    void of(String text) {
        Arrays.fill(bits, 0);
        for (int i = 0; i + LENGTH <= text.length(); i++) {
            int bit = number(text, i);
            bits[bit / Long.SIZE] |= 1L << (bit % Long.SIZE);
        }
    }

    /** Whether the text may have the triple of this number. */
    boolean contains(int number) {
        return (bits[number / Long.SIZE] & 1L << (number % Long.SIZE)) != 0;
    }

    /** The number of the triple that starts there. */
    static int number(String text, int at) {
        int hash = (fold(text.charAt(at)) * 31 + fold(text.charAt(at + 1))) * 31 + fold(text.charAt(at + 2));
        return (hash ^ hash >>> 12) & (BITS - 1);
    }

    private static int fold(char character) {
        return character >= 'A' && character <= 'Z' ? character + ('a' - 'A') : character;
    }
}
