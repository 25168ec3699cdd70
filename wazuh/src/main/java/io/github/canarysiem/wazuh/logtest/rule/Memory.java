package io.github.canarysiem.wazuh.logtest.rule;

import io.github.canarysiem.wazuh.logtest.event.Event;
import io.github.canarysiem.wazuh.logtest.event.FirstTimeSeen;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a session remembers from event to event. For one thread. */
final class Memory {
    /** Values that are known at most: an attacker may invent any number of them. */
    private static final int MOST_SEEN = 100_000;

    private final Map<EventList, RememberedEvents> events = new HashMap<>();
    private final Map<Rule, Integer> fired = new HashMap<>();
    private final Map<Rule, Instant> ignoredSince = new HashMap<>();
    private final Set<String> seen = new LinkedHashSet<>();

    /** Whether the fields that the event's decoder asks about are new; from now on they are not. */
    boolean isNew(Event event) {
        FirstTimeSeen asked = event.firstTimeSeen();
        if (seen.size() > MOST_SEEN) {
            seen.remove(seen.iterator().next());
        }
        return asked != null && asked.isNew(event, seen);
    }

    /** Counts how often a rule has fired. */
    int fired(Rule rule) {
        return fired.merge(rule, 1, Integer::sum);
    }

    /** Whether a rule that fires now is to be ignored, since it has fired shortly before. */
    boolean isIgnored(Rule rule, Instant now) {
        if (rule.ignore().isZero()) {
            return false;
        }
        @Nullable Instant since = ignoredSince.get(rule);
        if (since != null && now.isBefore(since.plus(rule.ignore()))) {
            return true;
        }
        ignoredSince.put(rule, now);
        return false;
    }

    /** What is remembered of a list. */
    RememberedEvents events(EventList list) {
        return events.computeIfAbsent(list, RememberedEvents::new);
    }

    /** Puts an event on top of the lists that a rule's events belong to. */
    void remember(Event event, Rule rule) {
        if (rule.lists().isEmpty()) {
            return;
        }
        RememberedEvents.Remembered remembered = new RememberedEvents.Remembered(event);
        for (EventList list : rule.lists()) {
            events(list).add(remembered);
        }
    }
}
