package io.github.canarysiem.wazuh.logtest.rule;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A rule that has no place in the tree yet.
 *
 * @param definition without the counting of earlier events
 * @param timeframe how far back earlier events may lie
 * @param anyAgent whether events of other agents count too
 * @param comparisons between earlier events and the current one
 */
record RuleDraft(RuleDefinition definition, Duration timeframe, boolean anyAgent, List<Comparison> comparisons) {
    RuleDraft {
        comparisons = List.copyOf(comparisons);
    }

    /** A list for the events that the rule counts. */
    EventList list() {
        return new EventList(comparisons, anyAgent);
    }

    /**
     * The rule, which counts the events of a list.
     *
     * @param earlier null when it counts none
     */
    RuleDefinition counting(@Nullable EventList earlier) {
        if (earlier == null) {
            return definition;
        }
        List<Condition> conditions = new ArrayList<>(definition.conditions());
        Integer frequency = definition.frequency();
        conditions.add(new Correlation(
                earlier,
                frequency == null ? Correlation.STANDARD_FREQUENCY : frequency,
                timeframe,
                definition.level()));
        return definition.with(conditions);
    }
}
