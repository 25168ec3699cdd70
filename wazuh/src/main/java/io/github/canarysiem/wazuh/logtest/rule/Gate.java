package io.github.canarysiem.wazuh.logtest.rule;

import io.github.canarysiem.wazuh.logtest.expression.Expression.Kind;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A cheap check in front of a rule's conditions: an event that does not pass cannot fulfil them. Thousands of siblings are skipped so.
 * Immutable.
 */
final class Gate {
    /** Stands for the log, where others stand for the number of a dynamic field. */
    static final int LOG = -1;

    private static final int MOST_PER_TEXT = 32;

    private final int subject;
    private final int[][] alternatives;

    private Gate(int subject, int[][] alternatives) {
        this.subject = subject;
        this.alternatives = alternatives;
    }

    /**
     * For a pattern that must match.
     *
     * @param subject the number of a dynamic field, which must be there, or {@link #LOG}
     */
    static Gate of(int subject, Kind kind, String pattern) {
        List<List<String>> required = Literals.required(kind, pattern);
        return new Gate(
                subject,
                required == null
                        ? new int[0][]
                        : required.stream().map(Gate::numbers).toArray(int[][]::new));
    }

    /** For a field that must be there. */
    static Gate of(int subject) {
        return new Gate(subject, new int[0][]);
    }

    /** Some triples of each text, spread over it. */
    private static int[] numbers(List<String> texts) {
        return texts.stream()
                .flatMapToInt(text -> {
                    int last = text.length() - Trigrams.LENGTH;
                    int count = Math.min(last + 1, MOST_PER_TEXT);
                    return IntStream.range(0, count).map(i -> Trigrams.number(text, last * i / Math.max(1, count - 1)));
                })
                .toArray();
    }

    int subject() {
        return subject;
    }

    /** Some triples that the subject must have; none when that depends on the alternative. */
    int[] triples() {
        return alternatives.length == 1 ? alternatives[0].clone() : new int[0];
    }

    /** Whether the event may fulfil the condition behind. */
    boolean isOpen(Candidate candidate) {
        if (subject != LOG && candidate.dynamic(subject) == null) {
            return false;
        }
        if (alternatives.length == 0) {
            return true;
        }
        Trigrams trigrams = candidate.trigrams(subject);
        for (int[] alternative : alternatives) {
            if (containsAll(trigrams, alternative)) {
                return true;
            }
        }
        return false;
    }

    private static boolean containsAll(Trigrams trigrams, int[] numbers) {
        for (int number : numbers) {
            if (!trigrams.contains(number)) {
                return false;
            }
        }
        return true;
    }
}
