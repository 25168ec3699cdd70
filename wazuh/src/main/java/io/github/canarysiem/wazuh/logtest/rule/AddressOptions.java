package io.github.canarysiem.wazuh.logtest.rule;

import io.github.canarysiem.wazuh.logtest.event.FixedField;
import io.github.canarysiem.wazuh.logtest.load.LoadLog;
import io.github.canarysiem.wazuh.logtest.xml.RulesetElement;
import java.util.ArrayList;
import java.util.List;

/** The options {@code srcip} and {@code dstip} of a rule while they are read. */
final class AddressOptions {
    private final int rule;
    private final LoadLog log;
    private final List<Condition> conditions = new ArrayList<>();

    AddressOptions(int rule, LoadLog log) {
        this.rule = rule;
        this.log = log;
    }

    /** Reads an option if it is one of these. */
    boolean add(String name, RulesetElement option) {
        FixedField field = FixedField.ofRulesetName(name);
        if (field != FixedField.SRCIP && field != FixedField.DSTIP) {
            return false;
        }
        log.notModelled("rule " + rule + ": " + option.name());
        conditions.add(candidate -> false);
        return true;
    }

    List<Condition> conditions() {
        return List.copyOf(conditions);
    }
}
