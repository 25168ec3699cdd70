package io.github.canarysiem.wazuh.logtest.rule;

import io.github.canarysiem.wazuh.logtest.event.Event;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a session remembers of an {@link EventList}. Events with the same in common lie together, and those of them that do not differ and
 * came in a row are one run, so that a flood of like events is one step for a search.
 */
final class RememberedEvents {
    /** Events that one list may hold; the manager's default {@code memory_size}. */
    private static final int MOST_EVENTS = 8192;

    private final EventList list;
    private final Map<String, Deque<Run>> runs = new HashMap<>();
    private final Deque<String> order = new ArrayDeque<>();

    RememberedEvents(EventList list) {
        this.list = list;
    }

    /**
     * Events in a row that do not differ.
     *
     * @param differing what they have in the fields that must differ
     * @param events newest first, at least one
     */
    record Run(String differing, Deque<Remembered> events) {}

    /** The runs with which an event has everything in common that it must, newest first. */
    Iterable<Run> runs(Event event) {
        String common = list.common(event);
        @Nullable Deque<Run> found = common == null ? null : runs.get(common);
        return found == null ? new ArrayDeque<>() : found;
    }

    /** Puts an event on top. */
    void add(Remembered remembered) {
        String common = list.common(remembered.event());
        String differing = list.differing(remembered.event());
        if (common == null || differing == null) {
            return;
        }
        Deque<Run> together = runs.computeIfAbsent(common, added -> new ArrayDeque<>());
        Run newest = together.peekFirst();
        if (newest == null || !newest.differing().equals(differing)) {
            newest = new Run(differing, new ArrayDeque<>());
            together.addFirst(newest);
        }
        newest.events().addFirst(remembered);
        order.addLast(common);
        if (order.size() > MOST_EVENTS) {
            forgetOldest(order.removeFirst());
        }
    }

    private void forgetOldest(String common) {
        Deque<Run> together = runs.get(common);
        if (together == null) {
            return;
        }
        Run oldest = together.getLast();
        oldest.events().removeLast();
        if (oldest.events().isEmpty()) {
            together.removeLast();
        }
        if (together.isEmpty()) {
            runs.remove(common);
        }
    }

    /** An event that may be counted once more. Shared by the lists that it is in. */
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
