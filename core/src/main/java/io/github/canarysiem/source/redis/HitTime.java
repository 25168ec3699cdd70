package io.github.canarysiem.source.redis;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Reads the time out of a hit's key, if it is credible: requests can choose the key, so it may be anything.
 *
 * <p>The server takes UTC wall-clock time and converts it to Unix seconds as if it were local time; in any other zone than UTC all
 * keys are off by the zone's offset, which is undone here.
 *
 * @param serverZone the time zone of the Canarytokens server
 */
record HitTime(ZoneId serverZone) {
    private static final Pattern SECONDS = Pattern.compile("\\d{1,11}(\\.\\d{1,12})?");
    /** Canarytokens was first released in 2015. */
    private static final Instant EARLIEST = Instant.parse("2015-01-01T00:00:00Z");

    private static final Duration AHEAD = Duration.ofDays(1);
    private static final BigDecimal MICROS = BigDecimal.valueOf(1_000_000);

    /**
     * The time in Unix seconds, to the microsecond.
     *
     * @param shifted whether the server made the number from its own clock, so that its zone is in it
     */
    Optional<Instant> credible(String seconds, boolean shifted, Instant observed) {
        if (!SECONDS.matcher(seconds).matches()) {
            return Optional.empty();
        }
        long micros = new BigDecimal(seconds).multiply(MICROS).longValue();
        Instant written = Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
        Instant mended = shifted ? LocalDateTime.ofInstant(written, serverZone).toInstant(ZoneOffset.UTC) : written;
        return Optional.of(mended).filter(time -> !time.isBefore(EARLIEST) && !time.isAfter(observed.plus(AHEAD)));
    }
}
