package io.github.canarysiem.wazuh.logtest.rule;

import io.github.canarysiem.wazuh.logtest.event.Event;
import java.util.BitSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Evaluates events one after the other and remembers what correlating rules count. For one thread. */
public final class RuleSession {
    /** The least level of an alert that is written: {@code log_alert_level}. */
    private static final int ALERT_LEVEL = 3;

    private final List<Rule> roots;
    private final Memory memory = new Memory();
    private final Candidate candidate;

    RuleSession(List<Rule> roots, FieldNames fieldNames) {
        this.roots = roots;
        this.candidate = new Candidate(fieldNames, memory);
    }

    /** Finds the rule that fires for a decoded event; null when none does. */
    public @Nullable Verdict evaluate(Event event) {
        candidate.start(event);
        for (Rule root : roots) {
            Rule found = search(root, event);
            if (found != null) {
                return fire(found, event);
            }
        }
        return null;
    }

    private @Nullable Rule search(Rule rule, Event event) {
        if (!rule.matches(candidate)) {
            return null;
        }
        Siblings children = rule.children(event.decoder());
        BitSet open = children.open(candidate);
        for (int i = open.nextSetBit(0); i >= 0; i = open.nextSetBit(i + 1)) {
            Rule found = search(children.get(i), event);
            if (found != null) {
                return found;
            }
        }
        return rule.definition().options().noAlert() ? null : rule;
    }

    private Verdict fire(Rule rule, Event event) {
        RuleDefinition definition = rule.definition();
        boolean ignored = memory.isIgnored(rule, event.time());
        int fired = memory.fired(rule);
        if (definition.level() > 0) {
            memory.remember(event, rule);
        }
        return Verdict.of(
                definition, event, fired, !ignored && definition.level() >= ALERT_LEVEL, candidate.previous());
    }
}
