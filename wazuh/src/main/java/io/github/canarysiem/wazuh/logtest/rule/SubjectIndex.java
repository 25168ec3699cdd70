package io.github.canarysiem.wazuh.logtest.rule;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The places of rules whose first gate looks at the same field, or at the log: each under one triple of characters that the field must
 * have, the one that the fewest of them share. Immutable.
 */
final class SubjectIndex {
    private final int subject;
    private final int[] whenPresent;
    private final int[] triples;
    private final int[][] places;

    private SubjectIndex(int subject, int[] whenPresent, int[] triples, int[][] places) {
        this.subject = subject;
        this.whenPresent = whenPresent;
        this.triples = triples;
        this.places = places;
    }

    /** Adds the places of the rules that the event may match. */
    void open(Candidate candidate, BitSet open) {
        if (subject != Gate.LOG && candidate.dynamic(subject) == null) {
            return;
        }
        for (int place : whenPresent) {
            open.set(place);
        }
        if (triples.length == 0) {
            return;
        }
        Trigrams trigrams = candidate.trigrams(subject);
        for (int i = 0; i < triples.length; i++) {
            if (trigrams.contains(triples[i])) {
                for (int place : places[i]) {
                    open.set(place);
                }
            }
        }
    }

    /** Gathers the rules. */
    static final class Builder {
        private final int subject;
        private final List<Integer> whenPresent = new ArrayList<>();
        private final Map<Integer, int[]> byPlace = new HashMap<>();
        private final Map<Integer, Integer> shared = new HashMap<>();

        Builder(int subject) {
            this.subject = subject;
        }

        /** Adds a rule that needs all of some triples, or none. */
        void add(int place, int[] triples) {
            if (triples.length == 0) {
                whenPresent.add(place);
                return;
            }
            byPlace.put(place, triples);
            for (int triple : triples) {
                shared.merge(triple, 1, Integer::sum);
            }
        }

        SubjectIndex build() {
            Map<Integer, List<Integer>> byTriple = new HashMap<>();
            byPlace.forEach((place, triples) -> byTriple.computeIfAbsent(rarest(triples), added -> new ArrayList<>())
                    .add(place));
            int[] triples = byTriple.keySet().stream()
                    .mapToInt(Integer::intValue)
                    .sorted()
                    .toArray();
            int[][] places = new int[triples.length][];
            for (int i = 0; i < triples.length; i++) {
                @Nullable List<Integer> list = byTriple.get(triples[i]);
                places[i] = list == null ? new int[0] : toArray(list);
            }
            return new SubjectIndex(subject, toArray(whenPresent), triples, places);
        }

        private int rarest(int[] triples) {
            int rarest = triples[0];
            for (int triple : triples) {
                if (shared.getOrDefault(triple, 0) < shared.getOrDefault(rarest, 0)) {
                    rarest = triple;
                }
            }
            return rarest;
        }

        private static int[] toArray(List<Integer> numbers) {
            return numbers.stream().mapToInt(Integer::intValue).toArray();
        }
    }
}
