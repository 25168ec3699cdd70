package io.github.canarysiem.source.canarytokens;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * Reads the time out of a hit's key, if it is credible: requests can choose the key, so it may be anything.
 *
 * <p>The server takes UTC wall-clock time and converts it to Unix seconds as if it were local time; in any other zone than UTC all
 * keys are off by the zone's offset, which is undone here.
 *
 * @param serverZone the time zone of the Canarytokens server
 */
public record HitTime(ZoneId serverZone) {
    private static final int SECOND_DIGITS = 11;
    private static final int FRACTION_DIGITS = 6;
    /** Canarytokens was first released in 2015. */
    private static final Instant EARLIEST = Instant.parse("2015-01-01T00:00:00Z");

    private static final Duration AHEAD = Duration.ofDays(1);
    private static final long UNREADABLE = -1;

    /**
     * The time in Unix seconds, to the microsecond.
     *
     * @param shifted whether the server made the number from its own clock, so that its zone is in it
     */
    Optional<Instant> credible(String seconds, boolean shifted, Instant observed) {
        long micros = micros(seconds);
        if (micros == UNREADABLE) {
            return Optional.empty();
        }
        Instant written = Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
        Instant mended = shifted ? LocalDateTime.ofInstant(written, serverZone).toInstant(ZoneOffset.UTC) : written;
        return Optional.of(mended).filter(time -> isCredible(time, observed));
    }

    /** Neither before there were Canarytokens nor ahead of us. */
    static boolean isCredible(Instant time, Instant observed) {
        return !time.isBefore(EARLIEST) && !time.isAfter(observed.plus(AHEAD));
    }

    /** Plain digits, at most one point among them; digits after the sixth decimal are dropped. Runs once for every hit of a pass. */
    private static long micros(String seconds) {
        int point = seconds.indexOf('.');
        int whole = point < 0 ? seconds.length() : point;
        if (whole == 0 || whole > SECOND_DIGITS || point == seconds.length() - 1) {
            return UNREADABLE;
        }
        long micros = 0;
        int fraction = 0;
        for (int i = 0; i < seconds.length(); i++) {
            char c = seconds.charAt(i);
            if (i == point) {
                continue;
            }
            if (c < '0' || c > '9') {
                return UNREADABLE;
            }
            if (i < whole || fraction++ < FRACTION_DIGITS) {
                micros = micros * 10 + (c - '0');
            }
        }
        for (; fraction < FRACTION_DIGITS; fraction++) {
            micros *= 10;
        }
        return micros;
    }
}
