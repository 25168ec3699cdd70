package io.github.canarysiem.wazuh.logtest.rule;

import io.github.canarysiem.wazuh.logtest.event.Event;
import io.github.canarysiem.wazuh.logtest.rule.RememberedEvents.Remembered;
import java.time.Duration;
import java.time.Instant;
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
 * @param level of the rule
 */
record Correlation(EventList earlier, int frequency, Duration timeframe, int level) implements Condition {
    /** When a rule names no timeframe. */
    static final Duration STANDARD_TIMEFRAME = Duration.ofMinutes(6);

    /** When a rule names no frequency: any earlier event will do. */
    static final int STANDARD_FREQUENCY = 2;

    @Override
    public boolean test(Candidate candidate) {
        Event event = candidate.event();
        Instant oldest = event.time().minus(timeframe);
        List<Remembered> counted = new ArrayList<>();
        for (RememberedEvents.Run run : candidate.memory().events(earlier).runs(event)) {
            Remembered newest = run.events().getFirst();
            if (newest.event().time().isBefore(oldest)) {
                return false;
            }
            if (earlier.differ(newest.event(), event) && !count(run, oldest, counted)) {
                return false;
            }
            if (counted.size() == frequency - 1) {
                found(counted, candidate);
                return true;
            }
        }
        return false;
    }

    /** Counts the events of a run as far as needed; false when one is too old or struck out. */
    private boolean count(RememberedEvents.Run run, Instant oldest, List<Remembered> counted) {
        for (Remembered remembered : run.events()) {
            if (remembered.isCounted(level) || remembered.event().time().isBefore(oldest)) {
                return false;
            }
            counted.add(remembered);
            if (counted.size() == frequency - 1) {
                return true;
            }
        }
        return true;
    }

    private void found(List<Remembered> counted, Candidate candidate) {
        for (int i = 0; i < counted.size() - 1; i++) {
            counted.get(i).count(level);
        }
        candidate.previous(counted.stream().map(Remembered::event).toList());
    }
}
