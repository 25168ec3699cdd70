package io.github.canarysiem.wazuh.logtest.rule;

import io.github.canarysiem.wazuh.logtest.event.Event;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The events that one correlating rule counts. Compared by identity; what is remembered of them lies in each session. */
final class EventList {
    private static final String END = "\u0000";

    private final List<Comparison> same;
    private final List<Comparison> different;
    private final boolean anyAgent;

    /**
     * A list.
     *
     * @param comparisons of an earlier event with the current one
     * @param anyAgent whether events of other agents count too
     */
    EventList(List<Comparison> comparisons, boolean anyAgent) {
        this.same = comparisons.stream().filter(Comparison::same).toList();
        this.different =
                comparisons.stream().filter(comparison -> !comparison.same()).toList();
        this.anyAgent = anyAgent;
    }

    /** What events have in common that may count together; null for an event that counts with none. */
    @Nullable
    String common(Event event) {
        return key(same, anyAgent ? END : event.origin().agent() + END, event);
    }

    /** What must differ in each of its parts; null for an event that counts with none. */
    @Nullable
    String differing(Event event) {
        return key(different, "", event);
    }

    private static @Nullable String key(List<Comparison> comparisons, String start, Event event) {
        if (comparisons.isEmpty()) {
            return start;
        }
        StringBuilder key = new StringBuilder(start);
        for (Comparison comparison : comparisons) {
            String value = comparison.value().apply(event);
            if (value == null) {
                return null;
            }
            key.append(value).append(END);
        }
        return key.toString();
    }

    /** Whether two events differ in everything in which they must. */
    boolean differ(Event earlier, Event current) {
        for (Comparison comparison : different) {
            String value = comparison.value().apply(earlier);
            if (value == null || value.equals(comparison.value().apply(current))) {
                return false;
            }
        }
        return true;
    }
}
