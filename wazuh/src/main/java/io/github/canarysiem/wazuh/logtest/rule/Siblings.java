package io.github.canarysiem.wazuh.logtest.rule;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Rules that are tried one after the other. Most of thousands are skipped by the first of their gates, which lies here side by side so that
 * a processor reads ahead. Immutable and thread-safe.
 */
final class Siblings {
    private final Rule[] rules;
    private final int[] subjects;
    private final long[] triples;

    Siblings(List<Rule> rules) {
        this.rules = rules.toArray(Rule[]::new);
        this.subjects = new int[this.rules.length];
        this.triples = new long[this.rules.length];
        for (int i = 0; i < this.rules.length; i++) {
            @Nullable Gate gate = this.rules[i].firstGate();
            subjects[i] = gate == null ? Gate.NONE : gate.subject();
            triples[i] = gate == null ? 0 : gate.packedTriples();
        }
    }

    /** The place of the next rule, from a place on, that the event may match; the number of rules when there is none. */
    int next(int from, Candidate candidate) {
        for (int i = from; i < rules.length; i++) {
            int subject = subjects[i];
            if (subject == Gate.NONE) {
                return i;
            }
            if ((subject == Gate.LOG || candidate.dynamic(subject) != null)
                    && (triples[i] == 0 || candidate.trigrams(subject).containsAll(triples[i]))) {
                return i;
            }
        }
        return rules.length;
    }

    Rule get(int at) {
        return rules[at];
    }

    int size() {
        return rules.length;
    }
}
