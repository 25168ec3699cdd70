package io.github.canarysiem.wazuh.logtest.expression;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** One alternative of an OS_Regex. Immutable and thread-safe. */
final class OsRegexAlternative {
    private final boolean anchoredAtStart;
    private final boolean anchoredAtEnd;
    private final boolean impossible;
    private final OsRegexElement[] elements;

    OsRegexAlternative(
            boolean anchoredAtStart, boolean anchoredAtEnd, boolean impossible, List<OsRegexElement> elements) {
        this.anchoredAtStart = anchoredAtStart;
        this.anchoredAtEnd = anchoredAtEnd;
        this.impossible = impossible;
        this.elements = elements.toArray(OsRegexElement[]::new);
    }

    @Nullable
    Match match(String text, int from) {
        if (impossible) {
            return null;
        }
        if (elements.length == 0) {
            return isEmptyMatch(text, from) ? Match.of(text, from, from, List.of()) : null;
        }
        OsRegexRun run = run(text, from);
        return run == null ? null : run.match();
    }

    boolean matches(String text, int from) {
        if (impossible) {
            return false;
        }
        return elements.length == 0 ? isEmptyMatch(text, from) : run(text, from) != null;
    }

    private boolean isEmptyMatch(String text, int from) {
        return !anchoredAtEnd || from == text.length();
    }

    /** The search after it found a match; null when there is none. */
    private @Nullable OsRegexRun run(String text, int from) {
        int last = anchoredAtStart ? from : Math.max(from, text.length() - 1);
        int start = nextCandidate(text, from, last);
        OsRegexRun run = start > last ? null : new OsRegexRun(elements, anchoredAtEnd, text, from);
        while (run != null && start <= last) {
            switch (run.tryAt(start)) {
                case MATCH -> {
                    return run;
                }
                case TEXT_RAN_OUT -> {
                    return null;
                }
                case NO_MATCH -> start = nextCandidate(text, run.nextStart(), last);
            }
        }
        return null;
    }

    /** The next offset at which the first element may match; beyond the last when there is none. */
    private int nextCandidate(String text, int from, int last) {
        if (elements[0].optional()) {
            return from;
        }
        ByteClass first = elements[0].bytes();
        for (int start = from; start <= last && start < text.length(); start++) {
            if (first.has(text.charAt(start))) {
                return start;
            }
        }
        return last + 1;
    }
}
