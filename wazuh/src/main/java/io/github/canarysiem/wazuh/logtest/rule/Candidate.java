package io.github.canarysiem.wazuh.logtest.rule;

import io.github.canarysiem.wazuh.logtest.event.Event;
import io.github.canarysiem.wazuh.logtest.expression.Expression;
import io.github.canarysiem.wazuh.logtest.expression.ExpressionLimitException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An event in search of its rule, with what the search remembers. Reused from event to event; for one thread. */
final class Candidate {
    private static final int MOST_REMEMBERED = 16_384;
    private static final Integer UNUSED = -1;

    private final FieldNames fieldNames;
    private final Memory memory;
    private final @Nullable String[] byNumber;
    private final @Nullable Trigrams[] trigrams;
    private final boolean[] trigramsReady;
    private final int[] filled = new int[Event.MOST_DYNAMIC_FIELDS];
    private final Map<String, Integer> numbers = new HashMap<>();
    private int filledCount;
    private @Nullable Event event;
    private @Nullable Boolean firstTimeSeen;
    private List<Event> previous = List.of();

    Candidate(FieldNames fieldNames, Memory memory) {
        this.fieldNames = fieldNames;
        this.memory = memory;
        this.byNumber = new @Nullable String[fieldNames.size()];
        this.trigrams = new @Nullable Trigrams[fieldNames.size() + 1];
        this.trigramsReady = new boolean[fieldNames.size() + 1];
    }

    void start(Event newEvent) {
        for (int i = 0; i < filledCount; i++) {
            byNumber[filled[i]] = null;
            trigramsReady[filled[i] - Gate.LOG] = false;
        }
        trigramsReady[0] = false;
        filledCount = 0;
        event = newEvent;
        firstTimeSeen = null;
        previous = List.of();
        List<String> names = newEvent.names();
        for (int i = 0; i < names.size(); i++) {
            int number = number(names.get(i));
            if (number >= 0 && byNumber[number] == null) {
                byNumber[number] = newEvent.values().get(i);
                filled[filledCount++] = number;
            }
        }
    }

    private int number(String name) {
        Integer known = numbers.get(name);
        if (known == null) {
            Integer found = fieldNames.number(name);
            known = found == null ? UNUSED : found;
            if (numbers.size() < MOST_REMEMBERED) {
                numbers.put(name, known);
            }
        }
        return known;
    }

    Event event() {
        if (event == null) {
            throw new IllegalStateException("start comes first");
        }
        return event;
    }

    Memory memory() {
        return memory;
    }

    /** The value of the dynamic field with this number; null without one. */
    @Nullable
    String dynamic(int number) {
        return byNumber[number];
    }

    /** The triples of a dynamic field that is there, or of the log. */
    Trigrams trigrams(int subject) {
        int slot = subject - Gate.LOG;
        Trigrams known = trigrams[slot];
        if (known != null && trigramsReady[slot]) {
            return known;
        }
        Trigrams filledIn = known == null ? new Trigrams() : known;
        String text = subject == Gate.LOG ? event().header().log() : byNumber[subject];
        filledIn.of(text == null ? "" : text);
        trigrams[slot] = filledIn;
        trigramsReady[slot] = true;
        return filledIn;
    }

    /** Whether the decoder's {@code fts} fields are new; remembered, since asking makes them known. */
    boolean isFirstTimeSeen() {
        if (firstTimeSeen == null) {
            firstTimeSeen = memory.isNew(event());
        }
        return firstTimeSeen;
    }

    /** The earlier events that a correlating rule counted, newest first. */
    void previous(List<Event> events) {
        previous = events;
    }

    List<Event> previous() {
        return previous;
    }

    /** Whether an expression matches; one that takes too many steps does not. */
    boolean matches(Expression expression, String text) {
        try {
            return expression.matches(text, 0);
        } catch (ExpressionLimitException e) {
            event().notModelled("an expression took too many steps on this line and counts as not matching");
            return false;
        }
    }
}
