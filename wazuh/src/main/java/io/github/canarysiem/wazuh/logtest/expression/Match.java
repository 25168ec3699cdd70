package io.github.canarysiem.wazuh.logtest.expression;

import java.util.List;
import java.util.OptionalInt;

/**
 * A match, with offsets into the text as the engine reports them, which is not what other engines report.
 *
 * @param end offset of the last byte that the engine says it consumed (not one past it); {@code from - 1} for the byte before the text
 * @param after offset at which the text for {@code after_prematch}, {@code after_parent} and {@code after_regex} starts; empty when
 *     {@code end} lies before the text
 * @param groups what the groups of the matching alternative captured, in order; groups that captured nothing at the end are missing
 */
public record Match(int end, OptionalInt after, List<String> groups) {
    public Match {
        groups = List.copyOf(groups);
    }

    /** A match in the given text; the engine's pointer moves on by one byte, but not beyond the end of the text. */
    static Match of(String text, int from, int end, List<String> groups) {
        return end < from
                ? before(from, groups)
                : new Match(end, OptionalInt.of(Math.min(end + 1, text.length())), groups);
    }

    /** A match that ends before the text that starts there. */
    static Match before(int from, List<String> groups) {
        return new Match(from - 1, OptionalInt.empty(), groups);
    }
}
