package io.github.canarysiem.wazuh.logtest.rule;

import io.github.canarysiem.wazuh.logtest.load.LoadFailure;
import io.github.canarysiem.wazuh.logtest.load.LoadLog;
import io.github.canarysiem.wazuh.logtest.xml.RulesetElement;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The options of a rule that ask for a time, a list or something that this engine has not, while they are read. */
final class LeafOptions {
    /** An event without GeoIP has no such field, so these match nothing. */
    private static final Set<String> NOT_MODELLED =
            Set.of("srcgeoip", "dstgeoip", "check_diff", "check_if_ignored", "ignore", "if_matched_regex");

    private final int rule;
    private final RuleContext context;
    private final LoadLog log;
    private final List<Condition> conditions = new ArrayList<>();
    private boolean leftOut;

    LeafOptions(int rule, RuleContext context) {
        this.rule = rule;
        this.context = context;
        this.log = context.log();
    }

    /** Reads an option if it is one of these. */
    boolean add(String name, RulesetElement option) throws LoadFailure {
        if (NOT_MODELLED.contains(name)) {
            addNotModelled("<" + name + "> is not modelled and never holds", false);
            return true;
        }
        return switch (name) {
            case "list" -> addList(option);
            case "time" -> addTime(DayTimes.of(option.content()), option);
            case "weekday" -> addDays(Weekdays.of(option.content()), option);
            case "if_fts" -> conditions.add(Candidate::isFirstTimeSeen);
            case "compiled_rule" -> {
                addNotModelled("<compiled_rule>" + option.content() + " is not modelled and always holds", true);
                yield true;
            }
            default -> false;
        };
    }

    private boolean addList(RulesetElement option) throws LoadFailure {
        String text = context.lists().get(option.content());
        if (text == null) {
            log.warning("(7616): List '" + option.content() + "' could not be loaded. Rule '" + rule
                    + "' will be ignored.");
            leftOut = true;
            return true;
        }
        return conditions.add(ListOption.condition(option, text, rule, context));
    }

    private boolean addTime(@Nullable DayTimes times, RulesetElement option) throws LoadFailure {
        if (times == null) {
            throw failure("(1240): Invalid time format: '" + option.content() + "'.");
        }
        return conditions.add(
                candidate -> times.matches(candidate.event().received().toLocalTime()));
    }

    private boolean addDays(@Nullable Weekdays days, RulesetElement option) throws LoadFailure {
        if (days == null) {
            throw failure("(1241): Invalid day format: '" + option.content() + "'.");
        }
        return conditions.add(
                candidate -> days.matches(candidate.event().received().getDayOfWeek()));
    }

    private LoadFailure failure(String error) {
        log.error(error);
        return new LoadFailure();
    }

    private void addNotModelled(String what, boolean holds) {
        String sentence = "rule " + rule + ": " + what;
        log.notModelled(sentence);
        conditions.add(candidate -> {
            candidate.event().notModelled(sentence);
            return holds;
        });
    }

    /** Whether the engine leaves the rule out. */
    boolean isLeftOut() {
        return leftOut;
    }

    List<Condition> conditions() {
        return List.copyOf(conditions);
    }
}
