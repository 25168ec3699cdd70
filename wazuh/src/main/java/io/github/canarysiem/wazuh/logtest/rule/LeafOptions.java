package io.github.canarysiem.wazuh.logtest.rule;

import io.github.canarysiem.wazuh.logtest.load.LoadLog;
import io.github.canarysiem.wazuh.logtest.xml.RulesetElement;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** The options of a rule that ask for a time, a list or something that this engine has not, while they are read. */
final class LeafOptions {
    /** An event without GeoIP has no such field, so these match nothing. */
    private static final Set<String> NOT_MODELLED =
            Set.of("srcgeoip", "dstgeoip", "check_diff", "check_if_ignored", "ignore", "if_matched_regex");

    private final int rule;
    private final LoadLog log;
    private final List<Condition> conditions = new ArrayList<>();

    LeafOptions(int rule, RuleContext context) {
        this.rule = rule;
        this.log = context.log();
    }

    /** Reads an option if it is one of these. */
    boolean add(String name, RulesetElement option) {
        if (NOT_MODELLED.contains(name)) {
            addNotModelled("<" + name + "> is not modelled and never holds", false);
            return true;
        }
        return switch (name) {
            case "if_fts" -> conditions.add(Candidate::isFirstTimeSeen);
            case "compiled_rule" -> {
                addNotModelled("<compiled_rule>" + option.content() + " is not modelled and always holds", true);
                yield true;
            }
            default -> false;
        };
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
        return false;
    }

    List<Condition> conditions() {
        return List.copyOf(conditions);
    }
}
