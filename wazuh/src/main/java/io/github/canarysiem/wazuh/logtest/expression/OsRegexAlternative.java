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
            return anchoredAtEnd && from < text.length() ? null : Match.of(text, from, from, List.of());
        }
        OsRegexRun run = new OsRegexRun(elements, anchoredAtEnd, text, from);
        int last = anchoredAtStart ? from : Math.max(from, text.length() - 1);
        for (int start = from; start <= last; start = run.nextStart()) {
            switch (run.tryAt(start)) {
                case MATCH -> {
                    return run.match();
                }
                case TEXT_RAN_OUT -> {
                    return null;
                }
                case NO_MATCH -> {}
            }
        }
        return null;
    }
}
