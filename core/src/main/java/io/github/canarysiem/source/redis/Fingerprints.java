package io.github.canarysiem.source.redis;

import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Remembers of each token a 64-bit fingerprint of its stored values, so that a full pass need not parse what has not changed.
 *
 * <p>Open addressing in one array, 16 bytes a slot, at most three quarters full: 32 MiB for a million tokens. The hash is keyed
 * with random numbers, so that nobody who writes a hit can make it look unchanged. Not thread-safe.
 */
final class Fingerprints {
    private static final int FIRST_SLOTS = 1 << 10;

    private final KeyedHash hash;
    /** Key and fingerprint alternate; a key of 0 marks a free slot. */
    private long[] slots = new long[2 * FIRST_SLOTS];

    private int size;

    Fingerprints(RandomGenerator random) {
        this.hash = KeyedHash.random(random);
    }

    /** How many tokens are remembered. */
    int size() {
        return size;
    }

    /** Whether the token is remembered. */
    boolean knows(long key) {
        return slots[slot(slots, key)] == key;
    }

    /** Whether the token was last seen with this fingerprint. */
    boolean holds(long key, long fingerprint) {
        int at = slot(slots, key);
        return slots[at] == key && slots[at + 1] == fingerprint;
    }

    /** Remembers the token with this fingerprint. */
    void put(long key, long fingerprint) {
        if (4 * (size + 1L) > 3L * slots.length / 2) {
            grow();
        }
        int at = slot(slots, key);
        if (slots[at] == 0) {
            size++;
        }
        slots[at] = key;
        slots[at + 1] = fingerprint;
    }

    /** Forgets everything; the next pass parses all again. */
    void clear() {
        slots = new long[2 * FIRST_SLOTS];
        size = 0;
    }

    /** The key of a token in this table; never 0. */
    long keyOf(byte[] token) {
        long key = hash.of(hash.seed(), token, 0, token.length);
        return key == 0 ? 1 : key;
    }

    /** The fingerprint of stored values. */
    long of(byte @Nullable [] list, byte @Nullable [] exposure) {
        long first = list == null ? hash.seed() : hash.of(~hash.seed(), list, 0, list.length);
        return exposure == null ? first : hash.of(first, exposure, 0, exposure.length);
    }

    private void grow() {
        long[] larger = new long[2 * slots.length];
        for (int i = 0; i < slots.length; i += 2) {
            if (slots[i] != 0) {
                int at = slot(larger, slots[i]);
                larger[at] = slots[i];
                larger[at + 1] = slots[i + 1];
            }
        }
        slots = larger;
    }

    private static int slot(long[] slots, long key) {
        int mask = slots.length / 2 - 1;
        int index = (int) (key ^ key >>> 32) & mask;
        while (slots[2 * index] != 0 && slots[2 * index] != key) {
            index = (index + 1) & mask;
        }
        return 2 * index;
    }
}
