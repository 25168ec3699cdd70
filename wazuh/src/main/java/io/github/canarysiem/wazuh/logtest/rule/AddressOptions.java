package io.github.canarysiem.wazuh.logtest.rule;

import io.github.canarysiem.wazuh.logtest.event.FixedField;
import io.github.canarysiem.wazuh.logtest.load.LoadFailure;
import io.github.canarysiem.wazuh.logtest.load.LoadLog;
import io.github.canarysiem.wazuh.logtest.xml.RulesetElement;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** The options {@code srcip} and {@code dstip} of a rule while they are read: any of several addresses will do. */
final class AddressOptions {
    private final int rule;
    private final LoadLog log;
    private final Map<FixedField, List<Address>> addresses = new EnumMap<>(FixedField.class);

    AddressOptions(int rule, LoadLog log) {
        this.rule = rule;
        this.log = log;
    }

    private record Address(AddressPattern pattern, boolean negated) {
        boolean matches(String text) {
            return pattern.matches(text) != negated;
        }
    }

    /** Reads an option if it is one of these. */
    boolean add(String name, RulesetElement option) throws LoadFailure {
        FixedField field = FixedField.ofRulesetName(name);
        if (field != FixedField.SRCIP && field != FixedField.DSTIP) {
            return false;
        }
        AddressPattern pattern = AddressPattern.of(option.content());
        if (pattern == null) {
            log.error("(1237): Invalid ip address: '" + option.content() + "'.");
            throw new LoadFailure();
        }
        addresses
                .computeIfAbsent(field, added -> new ArrayList<>())
                .add(new Address(pattern, RulePattern.isNegated(option, rule, log)));
        return true;
    }

    List<Condition> conditions() {
        List<Condition> conditions = new ArrayList<>();
        addresses.forEach((field, patterns) -> {
            List<Address> fixed = List.copyOf(patterns);
            conditions.add(candidate -> {
                String text = candidate.event().get(field);
                return text != null && fixed.stream().anyMatch(address -> address.matches(text));
            });
        });
        return conditions;
    }
}
