package io.github.canarysiem.wazuh.logtest.decoder;

import io.github.canarysiem.wazuh.logtest.event.Event;
import io.github.canarysiem.wazuh.logtest.expression.Expression;
import io.github.canarysiem.wazuh.logtest.expression.ExpressionLimitException;
import io.github.canarysiem.wazuh.logtest.expression.Match;
import io.github.canarysiem.wazuh.logtest.load.LoadFailure;
import io.github.canarysiem.wazuh.logtest.load.LoadLog;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A root decoder with its children.
 *
 * <p>A root without children finds fields itself. One with children leaves that to the children of one name: the first child of each name
 * decides whether they run, by its prematch; without prematch they run always.
 */
final class RootDecoder {
    private final Decoder decoder;
    private final List<List<Decoder>> siblings = new ArrayList<>(0);

    RootDecoder(Decoder decoder) {
        this.decoder = decoder;
    }

    Decoder decoder() {
        return decoder;
    }

    /** Adds a child, to the siblings before it when they have the same name. */
    void add(Decoder child, LoadLog log) throws LoadFailure {
        List<Decoder> last = siblings.isEmpty() ? List.of() : siblings.get(siblings.size() - 1);
        if (last.isEmpty() && child.regexOffset() == Offset.AFTER_REGEX) {
            throw refused("(2120): Invalid offset value: '" + child.name() + "'", log);
        }
        if (last.isEmpty() || !last.get(0).name().equals(child.name())) {
            siblings.add(new ArrayList<>(List.of(child)));
            return;
        }
        if (child.prematch() != null) {
            throw refused("(2102): Duplicated decoder with prematch: '" + child.name() + "'.", log);
        }
        if (child.firstTimeSeen() != null) {
            throw refused("(2103): Duplicated decoder with fts set: '" + child.name() + "'.", log);
        }
        last.add(child);
    }

    private static LoadFailure refused(String why, LoadLog log) {
        log.error(why);
        log.error("(2105): Error loading decoder options.");
        log.error("(2106): Error adding decoder plugin.");
        return new LoadFailure();
    }

    boolean takesProgram(String programName) {
        Expression expected = decoder.programName();
        try {
            return expected != null && expected.matches(programName, 0);
        } catch (ExpressionLimitException e) {
            return false;
        }
    }

    /** Finds fields if the event is one of this decoder's; the program's name is checked already. */
    boolean decode(Event event) {
        FieldSearch search = new FieldSearch(event);
        Expression prematch = decoder.prematch();
        if (prematch != null && !search.matchesRoot(prematch)) {
            return false;
        }
        event.decodedAs(decoder.name(), null, decoder.category(), decoder.firstTimeSeen());
        if (siblings.isEmpty()) {
            search.run(decoder);
        } else {
            matchingSiblings(event, search).forEach(search::run);
        }
        return true;
    }

    private List<Decoder> matchingSiblings(Event event, FieldSearch search) {
        for (List<Decoder> group : siblings) {
            Decoder first = group.get(0);
            Expression prematch = first.prematch();
            if (prematch == null) {
                return group;
            }
            if (search.matchesChild(prematch, first.prematchOffset())) {
                event.decodedAs(
                        first.usesOwnName() ? first.name() : decoder.name(),
                        decoder.name(),
                        first.category(),
                        first.firstTimeSeen());
                return group;
            }
        }
        return List.of();
    }

    /** Where a search found something. */
    static @Nullable Match find(Expression expression, Event event, int from) {
        try {
            return expression.match(event.header().log(), from);
        } catch (ExpressionLimitException e) {
            event.notModelled("an expression took too many steps on this line and counts as not matching");
            return null;
        }
    }
}
