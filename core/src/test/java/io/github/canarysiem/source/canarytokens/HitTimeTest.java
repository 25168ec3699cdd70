package io.github.canarysiem.source.canarytokens;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HitTimeTest {
    private static final Instant OBSERVED = Instant.parse("2026-11-21T20:00:00Z");
    private final HitTime utc = new HitTime(ZoneOffset.UTC);

    @Test
    void readsUnixSecondsToTheMicrosecond() {
        assertThat(utc.credible("1795288237.774428", true, OBSERVED))
                .contains(Instant.parse("2026-11-21T19:10:37.774428Z"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "nan",
                "inf",
                "-inf",
                "-5.000000",
                "1000.500000",
                "4102444800.000000",
                "10000000000.000000",
                "",
                " ",
                "1795288237,5",
                "0x10",
                "1e9",
                "١٧٩٥٢٨٨٢٣٧",
                "1420070399.999999"
            })
    void doesNotBelieve(String key) {
        assertThat(utc.credible(key, true, OBSERVED)).isEmpty();
    }

    @Test
    void doesNotBelieveThreeHundredDigits() {
        assertThat(utc.credible("1" + "0".repeat(300) + ".000000", true, OBSERVED))
                .isEmpty();
    }

    @Test
    void believesADayAheadAtMost() {
        assertThat(utc.credible("1795377600.000000", true, OBSERVED)).contains(Instant.parse("2026-11-22T20:00:00Z"));
        assertThat(utc.credible("1795377600.000001", true, OBSERVED)).isEmpty();
    }

    @Test
    void undoesTheZoneOfTheServer() {
        // A server in New York was seen to write keys 18000 seconds ahead.
        HitTime newYork = new HitTime(ZoneId.of("America/New_York"));

        assertThat(newYork.credible("1795306237.774428", true, OBSERVED))
                .contains(Instant.parse("2026-11-21T19:10:37.774428Z"));
        assertThat(newYork.credible("1795288237.000000", false, OBSERVED))
                .contains(Instant.parse("2026-11-21T19:10:37Z"));
    }
}
