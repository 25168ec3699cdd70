package io.github.canarysiem.runner.terminal;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Writes quantities as people read them. */
public final class Words {
    private static final String NEVER = "never";
    private static final String[] UNITS = {"B", "KiB", "MiB", "GiB", "TiB"};
    private static final int STEP = 1024;

    private Words() {}

    /** How long ago something was, such as {@code 3 min ago}. */
    public static String ago(@Nullable Instant then, Instant now) {
        if (then == null) {
            return NEVER;
        }
        Duration past = Duration.between(then, now);
        if (past.compareTo(Duration.ofSeconds(1)) < 0) {
            return "just now";
        }
        if (past.compareTo(Duration.ofMinutes(2)) < 0) {
            return past.toSeconds() + " s ago";
        }
        if (past.compareTo(Duration.ofHours(2)) < 0) {
            return past.toMinutes() + " min ago";
        }
        return past.compareTo(Duration.ofDays(2)) < 0 ? past.toHours() + " h ago" : past.toDays() + " d ago";
    }

    /** A size, such as {@code 1.5 MiB}. */
    public static String size(long bytes) {
        double value = bytes;
        int unit = 0;
        while (value >= STEP && unit < UNITS.length - 1) {
            value /= STEP;
            unit++;
        }
        return String.format(Locale.ROOT, unit == 0 ? "%.0f %s" : "%.1f %s", value, UNITS[unit]);
    }

    /** A number of things, such as {@code 1 sink} or {@code 2 sinks}. */
    public static String count(long number, String thing) {
        return number + " " + thing + (number == 1 ? "" : "s");
    }

    /** A time to the second, in UTC. */
    public static String time(Instant instant) {
        return instant.truncatedTo(ChronoUnit.SECONDS).toString();
    }
}
