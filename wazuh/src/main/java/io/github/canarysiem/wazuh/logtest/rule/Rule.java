package io.github.canarysiem.wazuh.logtest.rule;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * A rule in the tree. What it asks and says can be overwritten while the ruleset loads, its place in the tree cannot. Then it changes no
 * more and is thread-safe.
 */
final class Rule {
    private static final Siblings NONE = new Siblings(List.of());
    private static final int FEW = 4;
    private static final String NO_DECODER = "";

    private final int levelForOrder;
    private final List<Rule> children = new ArrayList<>(0);
    private final Set<Rule> childSet = new HashSet<>(0);
    private final Set<EventList> listsByNumber = new LinkedHashSet<>(0);
    private final Set<EventList> listsByGroup = new LinkedHashSet<>(0);
    private final Map<String, Siblings> childrenByDecoder = new ConcurrentHashMap<>(0);
    private RuleDefinition definition;
    private Gate[] gates;
    private Condition[] conditions;

    Rule(RuleDefinition definition) {
        this.definition = definition;
        this.gates = definition.gates().toArray(Gate[]::new);
        this.conditions = definition.conditions().toArray(Condition[]::new);
        this.levelForOrder = definition.level();
    }

    RuleDefinition definition() {
        return definition;
    }

    void overwrite(RuleDefinition replacement) {
        definition = replacement;
        gates = replacement.gates().toArray(Gate[]::new);
        conditions = replacement.conditions().toArray(Condition[]::new);
    }

    Duration ignore() {
        return definition.ignore();
    }

    /**
     * Where its events are remembered. A rule whose number another one counts is not counted for its groups any more: the engine keeps
     * its events in one place only.
     */
    Set<EventList> lists() {
        return listsByNumber.isEmpty() ? listsByGroup : listsByNumber;
    }

    void addListByNumber(EventList list) {
        listsByNumber.add(list);
    }

    void addListByGroup(EventList list) {
        listsByGroup.add(list);
    }

    /** Level 0 first, then the gravest; rules of one level in the order in which they were loaded. */
    void addChild(Rule child) {
        int at = children.size();
        while (at > 0 && child.comesBefore(children.get(at - 1))) {
            at--;
        }
        if (childSet.add(child)) {
            children.add(at, child);
        }
    }

    private boolean comesBefore(Rule other) {
        return other.levelForOrder != 0 && (levelForOrder == 0 || levelForOrder > other.levelForOrder);
    }

    /** The children that an event with this decoder can match, in order. */
    Siblings children(@Nullable String decoder) {
        if (children.isEmpty()) {
            return NONE;
        }
        String key = children.size() <= FEW || decoder == null ? NO_DECODER : decoder;
        Siblings known = childrenByDecoder.get(key);
        return known == null ? childrenByDecoder.computeIfAbsent(key, this::select) : known;
    }

    private Siblings select(String decoder) {
        boolean all = children.size() <= FEW;
        return new Siblings(children.stream()
                .filter(child -> all
                        || child.definition.decodedAs() == null
                        || child.definition.decodedAs().equals(decoder))
                .toList());
    }

    /** The first cheap check; null without one. */
    @Nullable
    Gate firstGate() {
        return gates.length == 0 ? null : gates[0];
    }

    /** Whether an event fulfils all conditions. */
    boolean matches(Candidate candidate) {
        for (Gate gate : gates) {
            if (!gate.isOpen(candidate)) {
                return false;
            }
        }
        for (Condition condition : conditions) {
            if (!condition.test(candidate)) {
                return false;
            }
        }
        return true;
    }
}
