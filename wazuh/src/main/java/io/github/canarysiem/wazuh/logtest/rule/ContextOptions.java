package io.github.canarysiem.wazuh.logtest.rule;

import io.github.canarysiem.wazuh.logtest.event.FixedField;
import io.github.canarysiem.wazuh.logtest.load.LoadFailure;
import io.github.canarysiem.wazuh.logtest.load.LoadLog;
import io.github.canarysiem.wazuh.logtest.xml.RulesetElement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The options of a rule that compare earlier events with the current one, while they are read. */
final class ContextOptions {
    private static final Map<String, Boolean> PREFIXES = Map.of("same_", true, "different_", false, "not_same_", false);

    private final int rule;
    private final LoadLog log;
    private final List<Comparison> comparisons = new ArrayList<>();
    private boolean anyAgent;
    private boolean used;

    ContextOptions(int rule, LoadLog log) {
        this.rule = rule;
        this.log = log;
    }

    /** Reads an option if it is one of these. */
    boolean add(String name, RulesetElement option) throws LoadFailure {
        if (name.equals("global_frequency")) {
            anyAgent = true;
            used = true;
            return true;
        }
        for (Map.Entry<String, Boolean> prefix : PREFIXES.entrySet()) {
            if (name.startsWith(prefix.getKey())) {
                return add(name.substring(prefix.getKey().length()), prefix.getValue(), option);
            }
        }
        return false;
    }

    private boolean add(String what, boolean same, RulesetElement option) throws LoadFailure {
        @Nullable FixedField field = Comparison.FIELDS.get(what);
        if (field != null) {
            comparisons.add(Comparison.of(field, same));
        } else if (what.equals("field")) {
            comparisons.add(Comparison.ofDynamic(dynamicName(option), same));
        } else if (what.equals("location")) {
            comparisons.add(Comparison.ofLocation(same));
        } else if (Comparison.NOT_MODELLED.contains(what)) {
            log.notModelled("rule " + rule + ": <" + option.name() + "> is not modelled and does not compare anything");
        } else {
            return false;
        }
        used = true;
        return true;
    }

    private String dynamicName(RulesetElement option) throws LoadFailure {
        String name = option.content();
        if (FixedField.ofRulesetName(name) != null) {
            log.error("Failure to read rule " + rule + ". Field '" + name + "' is static.");
            throw new LoadFailure();
        }
        return name;
    }

    /** Whether there is any. */
    boolean isUsed() {
        return used;
    }

    boolean isAnyAgent() {
        return anyAgent;
    }

    List<Comparison> comparisons() {
        return List.copyOf(comparisons);
    }
}
