package io.github.canarysiem.wazuh.logtest.expression;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One search. The engine walks through the text once and keeps a single way back: an element that repeats hands a byte over to the next
 * element as soon as that one matches it too, and gets the text back when the rest then fails.
 *
 * <p>Not thread-safe.
 */
final class OsRegexRun {
    private static final int NONE = -2;

    private final OsRegexElement[] elements;
    private final boolean anchoredAtEnd;
    private final String text;
    private final int from;
    private final int length;
    private final int[] opened;
    private final int[] closed;

    private int element;
    private int position;
    /** Whether the current element, if it repeats, has matched already. */
    private boolean satisfied;
    /** Whether a group opens with the next byte. */
    private boolean opening;

    private int opens;
    private int closes;
    /** The byte at which the pattern was first satisfied. */
    private int firstEnd;

    private int end;
    private int nextStart;

    private int backElement;
    private int backPosition;
    private boolean backSatisfied;
    private int backOpens;
    private int backCloses;

    OsRegexRun(OsRegexElement[] elements, boolean anchoredAtEnd, String text, int from) {
        this.elements = elements;
        this.anchoredAtEnd = anchoredAtEnd;
        this.text = text;
        this.from = from;
        this.length = text.length();
        this.opened = new int[elements.length + 1];
        this.closed = new int[elements.length + 1];
    }

    enum Outcome {
        MATCH,
        NO_MATCH,
        TEXT_RAN_OUT
    }

    Match match() {
        List<String> groups = new ArrayList<>(closes);
        for (int i = 0; i < Math.min(opens, closes); i++) {
            groups.add(text.substring(opened[i], closed[i]));
        }
        return Match.of(text, from, end, groups);
    }

    /** Where to try next after {@link Outcome#NO_MATCH}: not before the byte that was handed over last. */
    int nextStart() {
        return nextStart;
    }

    Outcome tryAt(int start) {
        position = start;
        nextStart = start + 1;
        opens = 0;
        closes = 0;
        firstEnd = NONE;
        backElement = NONE;
        moveTo(0, false);
        while (true) {
            if (element == elements.length) {
                if (!anchoredAtEnd || position == length) {
                    return finish(firstEnd == NONE ? position - 1 : firstEnd);
                }
                if (retreat() != null) {
                    return Outcome.NO_MATCH;
                }
            } else if (position == length) {
                return atTextEnd();
            } else {
                Outcome outcome = step(elements[element], text.charAt(position));
                if (outcome != null) {
                    return outcome;
                }
            }
        }
    }

    private @Nullable Outcome step(OsRegexElement current, char c) {
        if (opening) {
            opened[opens++] = position;
            opening = false;
        }
        if (current.bytes().has(c)) {
            return current.repeats() ? repeat(current, c) : once(current);
        }
        if (current.repeats()) {
            return current.optional() || satisfied ? leave(current) : retreat();
        }
        // A class that got its byte handed over leaves its mark on the class behind it, and the last one is then done
        // without.
        boolean excused = satisfied && current.escaped() && element == elements.length - 1 && !anchoredAtEnd;
        return excused ? finish(position) : retreat();
    }

    private @Nullable Outcome once(OsRegexElement current) {
        position++;
        if (current.closes()) {
            closed[closes++] = position;
        }
        moveTo(element + 1, satisfied && current.escaped());
        if (onlyOptionalLeft()) {
            firstEnd = position - 1;
        }
        return null;
    }

    private @Nullable Outcome repeat(OsRegexElement current, char c) {
        boolean last = element == elements.length - 1;
        if (last) {
            if (firstEnd == NONE) {
                firstEnd = position;
            }
        } else if ((current.optional() || satisfied)
                && elements[element + 1].bytes().has(c)) {
            return handOver(current, elements[element + 1]);
        }
        satisfied = true;
        position++;
        return null;
    }

    private @Nullable Outcome handOver(OsRegexElement current, OsRegexElement following) {
        backElement = element;
        backPosition = position;
        backSatisfied = following.escaped();
        backOpens = opens;
        backCloses = closes;
        if (current.closes()) {
            closed[closes++] = position;
        }
        boolean last = element + 1 == elements.length - 1;
        if (following.repeats() && last && position + 1 == length) {
            return finish(position);
        }
        if (following.opens()) {
            opened[opens++] = position;
        }
        position++;
        if (following.repeats()) {
            moveTo(element + 1, true);
            opening = false;
            if (last) {
                firstEnd = position - 1;
            }
            return null;
        }
        if (following.closes()) {
            closed[closes++] = position;
        }
        moveTo(element + 2, following.escaped());
        if (onlyOptionalLeft()) {
            firstEnd = position - 1;
        }
        return null;
    }

    /** The current element repeats, does not match this byte, and need not. */
    private @Nullable Outcome leave(OsRegexElement current) {
        boolean last = element == elements.length - 1;
        if (last && anchoredAtEnd) {
            return retreat();
        }
        if (current.closes()) {
            closed[closes++] = position;
        }
        if (last) {
            return finish(endWhenLeaving(current));
        }
        moveTo(element + 1, false);
        if (onlyOptionalLeft()) {
            firstEnd = position - 1;
        }
        return null;
    }

    private int endWhenLeaving(OsRegexElement current) {
        if (current.closes()) {
            return current.optional() || firstEnd == NONE ? position - 1 : firstEnd;
        }
        return satisfied ? position : position - 1;
    }

    private Outcome atTextEnd() {
        for (int i = element; i < elements.length; i++) {
            boolean done = elements[i].optional() || (i == element && satisfied && elements[i].repeats());
            if (!done) {
                return Outcome.TEXT_RAN_OUT;
            }
        }
        for (int i = element; i < elements.length && !(i == element ? opening : elements[i].opens()); i++) {
            if (elements[i].closes()) {
                closed[closes++] = position;
            }
        }
        if (length == from) {
            return finish(from);
        }
        return finish(firstEnd == NONE ? position - 1 : firstEnd);
    }

    /** Goes back to the byte behind the one that was handed over last; null when there is such a byte. */
    private @Nullable Outcome retreat() {
        if (backElement == NONE) {
            return Outcome.NO_MATCH;
        }
        position = backPosition + 1;
        nextStart = position;
        moveTo(backElement, backSatisfied);
        opening = false;
        opens = backOpens;
        closes = backCloses;
        firstEnd = NONE;
        backElement = NONE;
        return null;
    }

    private void moveTo(int target, boolean asSatisfied) {
        element = target;
        satisfied = asSatisfied;
        opening = target < elements.length && elements[target].opens();
    }

    private boolean onlyOptionalLeft() {
        return element == elements.length - 1 && elements[element].optional();
    }

    private Outcome finish(int at) {
        end = at;
        return Outcome.MATCH;
    }
}
