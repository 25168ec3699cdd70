package io.github.canarysiem.wazuh.logtest.rule;

import io.github.canarysiem.wazuh.logtest.event.Event;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Counts earlier events: the condition of a rule with {@code if_matched_sid} or {@code if_matched_group}.
 *
 * <p>It is fulfilled when one less than {@code frequency} earlier events within {@code timeframe} fulfil the comparisons; the current one
 * makes up the number. The engine then strikes out all of them but the oldest, and a later search ends where it meets one that is struck
 * out; so a rule with the frequency 2 strikes out none and fires on and on.
 *
 * @param earlier where the earlier events are
 * @param frequency at least 2
 * @param timeframe how far back they may lie
 * @param anyAgent whether events of other agents count too
 * @param comparisons with the current event
 * @param level of the rule
 */
record Correlation(
        Memory.EventList earlier,
        int frequency,
        Duration timeframe,
        boolean anyAgent,
        List<Comparison> comparisons,
        int level)
        implements Condition {

    /** When a rule names no timeframe. */
    static final Duration STANDARD_TIMEFRAME = Duration.ofMinutes(6);

    /** When a rule names no frequency: any earlier event will do. */
    static final int STANDARD_FREQUENCY = 2;

    Correlation {
        comparisons = List.copyOf(comparisons);
    }

    @Override
    public boolean test(Candidate candidate) {
        Event event = candidate.event();
        List<Memory.Remembered> counted = new ArrayList<>();
        for (Memory.Remembered remembered : candidate.memory().events(earlier)) {
            if (remembered.event().time().plus(timeframe).isBefore(event.time())) {
                return false;
            }
            if (!isComparable(remembered.event(), event)) {
                continue;
            }
            if (remembered.isCounted(level)) {
                return false;
            }
            counted.add(remembered);
            if (counted.size() == frequency - 1) {
                found(counted, candidate);
                return true;
            }
        }
        return false;
    }

    private boolean isComparable(Event earlierEvent, Event event) {
        if (!anyAgent && !earlierEvent.origin().agent().equals(event.origin().agent())) {
            return false;
        }
        for (Comparison comparison : comparisons) {
            if (!comparison.test(earlierEvent, event)) {
                return false;
            }
        }
        return true;
    }

    private void found(List<Memory.Remembered> counted, Candidate candidate) {
        for (int i = 0; i < counted.size() - 1; i++) {
            counted.get(i).count(level);
        }
        candidate.previous(counted.stream().map(Memory.Remembered::event).toList());
    }
}
