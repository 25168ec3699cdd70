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

    /** The bits of a number and one that says that it is there. */
    private static final int PACKED_BITS = 13;

    private static final int MOST_PACKED = 4;

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

    /** Whether the text may have all of up to four triples, packed by {@link #pack}. */
    boolean containsAll(long packed) {
        for (long rest = packed; rest != 0; rest >>>= PACKED_BITS) {
            if (!contains((int) (rest & (BITS - 1)))) {
                return false;
            }
        }
        return true;
    }

    /** Puts the first triples of a list into one number; 0 for none. */
    static long pack(int[] numbers) {
        long packed = 0;
        for (int i = Math.min(numbers.length, MOST_PACKED) - 1; i >= 0; i--) {
            packed = packed << PACKED_BITS | BITS | numbers[i];
        }
        return packed;
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
