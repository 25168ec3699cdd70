package io.github.canarysiem.source.redis;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class FingerprintsTest {
    private final Fingerprints fingerprints = new Fingerprints(new Random(7));

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    @Test
    void knowsWhatItWasTold() {
        for (int i = 0; i < 100_000; i++) {
            fingerprints.put(fingerprints.keyOf(bytes("canarydrop:" + i)), i);
        }
        assertThat(fingerprints.size()).isEqualTo(100_000);
        for (int i = 0; i < 100_000; i++) {
            long key = fingerprints.keyOf(bytes("canarydrop:" + i));
            assertThat(fingerprints.holds(key, i)).isTrue();
            assertThat(fingerprints.holds(key, i + 1)).isFalse();
        }
        assertThat(fingerprints.holds(fingerprints.keyOf(bytes("another")), 0)).isFalse();
    }

    @Test
    void tellsValuesApart() {
        Set<Long> seen = new HashSet<>();
        byte[] value = new byte[257];
        for (int length = 0; length < value.length; length++) {
            byte[] part = java.util.Arrays.copyOf(value, length);
            assertThat(seen.add(fingerprints.of(part, null))).isTrue();
            assertThat(seen.add(fingerprints.of(null, part))).isTrue();
            for (int bit = 0; bit < 8 * length; bit += 5) {
                part[bit / 8] ^= (byte) (1 << bit % 8);
                assertThat(seen.add(fingerprints.of(part, null))).isTrue();
                part[bit / 8] ^= (byte) (1 << bit % 8);
            }
        }
    }

    @Test
    void isAnotherFunctionInEveryProcess() {
        assertThat(new Fingerprints(new Random(8)).of(bytes("x"), null))
                .isNotEqualTo(fingerprints.of(bytes("x"), null));
    }

    @Test
    void forgets() {
        fingerprints.put(5, 6);
        fingerprints.clear();
        assertThat(fingerprints.holds(5, 6)).isFalse();
        assertThat(fingerprints.size()).isZero();
    }
}
