package io.github.canarysiem.wazuh.logtest.rule;

import java.util.List;

/** All rules of a ruleset. Immutable and thread-safe. */
public final class RuleSet {
    private final List<Rule> roots;
    private final FieldNames fieldNames;

    RuleSet(List<Rule> roots, FieldNames fieldNames) {
        this.roots = roots;
        this.fieldNames = fieldNames;
    }

    /** A session that has seen no event. */
    public RuleSession session() {
        return new RuleSession(roots, fieldNames);
    }
}
