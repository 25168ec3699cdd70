package io.github.canarysiem.chain;

import java.util.List;

/**
 * What is left of a chain.
 *
 * @param links how many were followed
 * @param first number of the first; older ones were retained no longer
 * @param last number of the last
 * @param breaks in their order; at most {@value #MOST}
 */
public record ChainVerdict(int links, int first, int last, List<ChainBreak> breaks) {
    /** More breaks than these say nothing new. */
    public static final int MOST = 100;

    /** Copies the list. */
    public ChainVerdict {
        breaks = List.copyOf(breaks);
    }

    /** Whether every link follows from the one before it. */
    public boolean holds() {
        return breaks.isEmpty();
    }
}
