package io.github.canarysiem.wazuh.logtest.rule;

import java.time.LocalTime;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A span of the day, {@code 18:00-06:30}, {@code 6 pm - 8:30 am}, or with {@code !} what lies outside of it. It may go over midnight.
 *
 * @param start its first minute
 * @param end its last minute
 */
record DayTimes(LocalTime start, LocalTime end, boolean negated) {
    private static final String TIME = "(\\d{1,2})(?::(\\d{2}))? *([ap]m)?";
    private static final Pattern SPAN = Pattern.compile("(!?) *" + TIME + " *- *" + TIME);

    /** Null when it cannot be read. */
    static @Nullable DayTimes of(String text) {
        Matcher span = SPAN.matcher(text.strip().toLowerCase(Locale.ROOT));
        if (!span.matches()) {
            return null;
        }
        LocalTime start = time(span, 2);
        LocalTime end = time(span, 5);
        return start == null || end == null
                ? null
                : new DayTimes(start, end, !span.group(1).isEmpty());
    }

    private static @Nullable LocalTime time(Matcher span, int group) {
        int hour = Integer.parseInt(span.group(group));
        int minute = span.group(group + 1) == null ? 0 : Integer.parseInt(span.group(group + 1));
        String half = span.group(group + 2);
        if (half != null) {
            if (hour < 1 || hour > 12) {
                return null;
            }
            hour = hour % 12 + (half.equals("pm") ? 12 : 0);
        }
        return hour > 23 || minute > 59 ? null : LocalTime.of(hour, minute);
    }

    boolean matches(LocalTime time) {
        LocalTime minute = LocalTime.of(time.getHour(), time.getMinute());
        boolean afterStart = !minute.isBefore(start);
        boolean beforeEnd = !minute.isAfter(end);
        boolean within = start.isAfter(end) ? afterStart || beforeEnd : afterStart && beforeEnd;
        return within != negated;
    }
}
