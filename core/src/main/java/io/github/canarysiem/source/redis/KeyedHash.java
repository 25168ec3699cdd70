package io.github.canarysiem.source.redis;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.random.RandomGenerator;

/**
 * A fast 64-bit hash, keyed with random numbers: nobody who writes a hit can make it look like another. Immutable.
 *
 * @param seed any number
 * @param factor an odd number
 */
record KeyedHash(long seed, long factor) {
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    /** A hash that no other has. */
    static KeyedHash random(RandomGenerator random) {
        return new KeyedHash(random.nextLong(), random.nextLong() | 1);
    }

    /** The hash of bytes, which {@code start} goes into. */
    long of(long start, byte[] bytes, int from, int to) {
        long hash = start ^ ((to - from) * factor);
        int at = from;
        for (; at + Long.BYTES <= to; at += Long.BYTES) {
            hash = mix(hash ^ (long) LONGS.get(bytes, at));
        }
        long tail = 0;
        for (; at < to; at++) {
            tail = (tail << 8) | (bytes[at] & 0xff);
        }
        return mix(mix(hash ^ tail) + seed);
    }

    /** The hash of two hashes, in this order. */
    long of(long first, long second) {
        return mix(mix(first ^ seed) + second);
    }

    private long mix(long value) {
        long high = Math.multiplyHigh(value, factor);
        return (value * factor) ^ high ^ (value >>> 29);
    }
}
