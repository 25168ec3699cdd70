package io.github.canarysiem.wazuh.logtest.rule;

import java.time.DayOfWeek;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A list of days: {@code weekdays}, {@code weekends}, {@code monday}, {@code mon,tue}, with {@code !} all others. */
record Weekdays(Set<DayOfWeek> days) {
    /** Null when it cannot be read. */
    static @Nullable Weekdays of(String text) {
        String list = text.strip().toLowerCase(Locale.ROOT);
        boolean negated = list.startsWith("!");
        EnumSet<DayOfWeek> days = EnumSet.noneOf(DayOfWeek.class);
        for (String word : (negated ? list.substring(1) : list).split("[, ]+", -1)) {
            if (word.equals("weekdays")) {
                days.addAll(EnumSet.range(DayOfWeek.MONDAY, DayOfWeek.FRIDAY));
            } else if (word.equals("weekends")) {
                days.addAll(EnumSet.range(DayOfWeek.SATURDAY, DayOfWeek.SUNDAY));
            } else {
                DayOfWeek day = day(word);
                if (day == null) {
                    return null;
                }
                days.add(day);
            }
        }
        return new Weekdays(negated ? EnumSet.complementOf(days) : days);
    }

    private static @Nullable DayOfWeek day(String word) {
        for (DayOfWeek day : DayOfWeek.values()) {
            String name = day.name().toLowerCase(Locale.ROOT);
            if (word.equals(name) || (word.length() == 3 && name.startsWith(word))) {
                return day;
            }
        }
        return null;
    }

    boolean matches(DayOfWeek day) {
        return days.contains(day);
    }
}
