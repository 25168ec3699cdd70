package io.github.canarysiem.wazuh.logtest.rule;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * A rule in the tree. What it asks and says can be overwritten while the ruleset loads, its place in the tree cannot. Then it changes no
 * more and is thread-safe.
 */
final class Rule {
    private static final Rule[] NONE = {};
    private static final int FEW = 4;
    private static final String NO_DECODER = "";

    private final int levelForOrder;
    private final List<Rule> children = new ArrayList<>(0);
    private final List<Memory.EventList> lists = new ArrayList<>(0);
    private final Map<String, Rule[]> childrenByDecoder = new ConcurrentHashMap<>(0);
    private RuleDefinition definition;

    Rule(RuleDefinition definition) {
        this.definition = definition;
        this.levelForOrder = definition.level();
    }

    RuleDefinition definition() {
        return definition;
    }

    void overwrite(RuleDefinition replacement) {
        definition = replacement;
    }

    Duration ignore() {
        return definition.ignore();
    }

    /** Where its events are remembered. */
    List<Memory.EventList> lists() {
        return lists;
    }

    void addList(Memory.EventList list) {
        if (!lists.contains(list)) {
            lists.add(list);
        }
    }

    /** Level 0 first, then the gravest; rules of one level in the order in which they were loaded. */
    void addChild(Rule child) {
        if (!children.contains(child)) {
            children.add(child);
            children.sort(
                    Comparator.comparingInt(rule -> rule.levelForOrder == 0 ? Integer.MIN_VALUE : -rule.levelForOrder));
        }
    }

    /** The children that an event with this decoder can match, in order. */
    Rule[] children(@Nullable String decoder) {
        if (children.isEmpty()) {
            return NONE;
        }
        String key = children.size() <= FEW || decoder == null ? NO_DECODER : decoder;
        return childrenByDecoder.computeIfAbsent(key, name -> select(name));
    }

    private Rule[] select(String decoder) {
        boolean all = children.size() <= FEW;
        return children.stream()
                .filter(child -> all
                        || child.definition.decodedAs() == null
                        || child.definition.decodedAs().equals(decoder))
                .toArray(Rule[]::new);
    }

    /** Whether an event fulfils all conditions. */
    boolean matches(Candidate candidate) {
        for (Condition condition : definition.conditions()) {
            if (!condition.test(candidate)) {
                return false;
            }
        }
        return true;
    }
}
