package io.github.canarysiem.spi;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class QuantitiesTest {
    @ParameterizedTest
    @CsvSource({
        "250ms,PT0.25S",
        "5s,PT5S",
        "10m,PT10M",
        "12h,PT12H",
        "30d,PT720H",
        "' 5S ',PT5S",
        "0s,PT0S",
        "999999999d,P999999999D"
    })
    void readsDurations(String text, Duration duration) {
        assertThat(Quantities.duration(text)).contains(duration);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "5", "s", "5 s", "-5s", "1.5s", "5sec", "1h30m", "PT5S", "9999999999s", "\u0665s"})
    void refusesOtherDurations(String text) {
        assertThat(Quantities.duration(text)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "65000,65000",
        "1b,1",
        "64KiB,65536",
        "100MiB,104857600",
        "10GiB,10737418240",
        "1kb,1000",
        "2mb,2000000",
        "3GB,3000000000",
        "' 1 kib ',1024",
        "0,0"
    })
    void readsSizes(String text, long bytes) {
        assertThat(Quantities.bytes(text)).contains(bytes);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "kib", "-1", "1.5kib", "1tib", "1 2", "9999999999999", "0x10"})
    void refusesOtherSizes(String text) {
        assertThat(Quantities.bytes(text)).isEmpty();
    }

    @Test
    void refusesSizesThatNoComputerCanCount() {
        assertThat(Quantities.bytes("8589934591GiB")).contains(8_589_934_591L << 30);
        assertThat(Quantities.bytes("8589934592GiB")).isEmpty();
        assertThat(Quantities.bytes("999999999999GB")).isEmpty();
    }

    @Test
    void findsTheNearestWordWithinReach() {
        List<String> known = List.of("poll-interval", "reconcile-interval", "url");

        assertThat(Quantities.nearest("pollinterval", known)).contains("poll-interval");
        assertThat(Quantities.nearest("reconcile-intervall", known)).contains("reconcile-interval");
        assertThat(Quantities.nearest("ulr", known)).contains("url");
        assertThat(Quantities.nearest("something-else-entirely", known)).isEmpty();
        assertThat(Quantities.nearest("x", List.of())).isEmpty();
    }
}
