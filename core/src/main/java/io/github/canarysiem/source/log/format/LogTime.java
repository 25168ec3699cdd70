package io.github.canarysiem.source.log.format;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads the times that log lines begin with: {@code 2026-11-22 06:00:00.123} with {@code T} or a blank, with a zone or without, or
 * seconds since 1970.
 *
 * @param zone of times that name none
 */
record LogTime(ZoneId zone) {
    private static final Pattern DATE = Pattern.compile(
            "(\\d{4}-\\d\\d-\\d\\d)[ T](\\d\\d:\\d\\d:\\d\\d)(?:[.,](\\d{1,9})\\d*)?[ (]*(Z|UTC|[+-]\\d\\d:?\\d\\d)?\\)?");
    private static final Pattern SECONDS = Pattern.compile("\\d{9,11}(?:\\.\\d{1,9})?");
    /** Canarytokens was first released in 2015. */
    private static final Instant EARLIEST = Instant.parse("2015-01-01T00:00:00Z");

    private static final Duration AHEAD = Duration.ofDays(1);

    /** The time, if it is one that a log of our days can hold. */
    Optional<Instant> credible(@Nullable String text, Instant observed) {
        return parsed(text == null ? "" : text.strip())
                .filter(time -> !time.isBefore(EARLIEST) && !time.isAfter(observed.plus(AHEAD)));
    }

    private Optional<Instant> parsed(String text) {
        if (SECONDS.matcher(text).matches()) {
            BigDecimal seconds = new BigDecimal(text);
            long whole = seconds.longValue();
            return Optional.of(Instant.ofEpochSecond(
                    whole,
                    seconds.subtract(BigDecimal.valueOf(whole))
                            .movePointRight(9)
                            .longValue()));
        }
        Matcher date = DATE.matcher(text);
        if (!date.matches()) {
            return Optional.empty();
        }
        try {
            String fraction = date.group(3) == null ? "" : "." + date.group(3);
            LocalTime time = LocalTime.parse(date.group(2) + fraction);
            return Optional.of(LocalDate.parse(date.group(1))
                    .atTime(time)
                    .atZone(zone(date.group(4)))
                    .toInstant());
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private ZoneId zone(@Nullable String written) {
        if (written == null) {
            return zone;
        }
        return written.equals("Z") || written.equals("UTC") ? ZoneOffset.UTC : ZoneOffset.of(written);
    }
}
