package io.github.canarysiem.wazuh.logtest.rule;

import io.github.canarysiem.wazuh.logtest.event.Event;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The rule that fired for an event. Texts are byte strings.
 *
 * @param id its number
 * @param level 0 to 16
 * @param description filled in
 * @param groups without the compliance groups
 * @param compliance by regulation
 * @param firedTimes in this session; null when the rule does not count
 * @param mail whether the alert would be mailed
 * @param frequency null when the rule has none
 * @param mitreIds as listed
 * @param alert whether an alert would be written
 * @param fullLogInAlert whether that alert would hold the line
 * @param previousOutput the earlier lines; null when the alert shows none
 */
public record Verdict(
        int id,
        int level,
        String description,
        List<String> groups,
        Map<String, List<String>> compliance,
        @Nullable Integer firedTimes,
        boolean mail,
        @Nullable Integer frequency,
        List<String> mitreIds,
        boolean alert,
        boolean fullLogInAlert,
        @Nullable String previousOutput) {

    static Verdict of(RuleDefinition rule, Event event, int fired, boolean alert, List<Event> previous) {
        Groups groups = rule.groupLists();
        return new Verdict(
                rule.id(),
                rule.level(),
                rule.description().of(event),
                groups.plain(),
                groups.compliance(),
                rule.options().counted() ? fired : null,
                rule.options().isMailed(rule.level()),
                rule.frequency(),
                rule.mitreIds(),
                alert,
                rule.options().fullLog(),
                rule.parents().correlates() ? output(previous) : null);
    }

    /** A single earlier line is not shown. */
    private static @Nullable String output(List<Event> previous) {
        return previous.size() < 2
                ? null
                : previous.stream().map(event -> event.header().fullLog()).collect(Collectors.joining("\n"));
    }
}
