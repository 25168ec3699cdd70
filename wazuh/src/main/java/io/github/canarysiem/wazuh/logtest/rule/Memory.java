package io.github.canarysiem.wazuh.logtest.rule;

import io.github.canarysiem.wazuh.logtest.event.Event;
import io.github.canarysiem.wazuh.logtest.event.FirstTimeSeen;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a session remembers from event to event. For one thread. */
final class Memory {
    /** Events that one list may hold; the manager's default {@code memory_size}. */
    private static final int MOST_EVENTS = 8192;

    private final Map<EventList, Deque<Remembered>> events = new HashMap<>();
    private final Map<Rule, Integer> fired = new HashMap<>();
    private final Map<Rule, Instant> ignoredSince = new HashMap<>();
    private final Set<String> seen = new HashSet<>();

    /** Whether the fields that the event's decoder asks about are new; from now on they are not. */
    boolean isNew(Event event) {
        FirstTimeSeen asked = event.firstTimeSeen();
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

    /** The remembered events of a list, newest first. */
    Deque<Remembered> events(EventList list) {
        return events.computeIfAbsent(list, added -> new ArrayDeque<>());
    }

    /** Puts an event on top of the lists that a rule's events belong to. */
    void remember(Event event, Rule rule) {
        for (EventList list : rule.lists()) {
            Deque<Remembered> remembered = events(list);
            remembered.addFirst(new Remembered(event));
            if (remembered.size() > MOST_EVENTS) {
                remembered.removeLast();
            }
        }
    }

    /** The events that correlating rules of one kind count; compared by identity. */
    static final class EventList {}

    /** An event that may be counted once more. */
    static final class Remembered {
        private final Event event;
        private int countedAtLevel = -1;

        Remembered(Event event) {
            this.event = event;
        }

        Event event() {
            return event;
        }

        /** Whether a rule of this level, or a graver one, has counted it. */
        boolean isCounted(int level) {
            return countedAtLevel >= level;
        }

        void count(int level) {
            countedAtLevel = Math.max(countedAtLevel, level);
        }
    }
}
