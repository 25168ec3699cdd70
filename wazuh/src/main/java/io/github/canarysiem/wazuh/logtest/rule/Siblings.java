package io.github.canarysiem.wazuh.logtest.rule;

import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Rules that are tried one after the other. The first gates of thousands are looked up in an index instead of one by one. Immutable and
 * thread-safe.
 */
final class Siblings {
    private final Rule[] rules;
    private final BitSet always = new BitSet();
    private final SubjectIndex[] indexes;

    Siblings(List<Rule> rules) {
        this.rules = rules.toArray(Rule[]::new);
        Map<Integer, SubjectIndex.Builder> builders = new TreeMap<>();
        for (int i = 0; i < this.rules.length; i++) {
            @Nullable Gate gate = this.rules[i].firstGate();
            if (gate == null || (gate.subject() == Gate.LOG && gate.triples().length == 0)) {
                always.set(i);
            } else {
                builders.computeIfAbsent(gate.subject(), SubjectIndex.Builder::new)
                        .add(i, gate.triples());
            }
        }
        this.indexes =
                builders.values().stream().map(SubjectIndex.Builder::build).toArray(SubjectIndex[]::new);
    }

    /** The places of the rules that the event may match. */
    BitSet open(Candidate candidate) {
        BitSet open = (BitSet) always.clone();
        for (SubjectIndex index : indexes) {
            index.open(candidate, open);
        }
        return open;
    }

    Rule get(int at) {
        return rules[at];
    }
}
