package io.github.canarysiem.wazuh.logtest.decoder;

import io.github.canarysiem.wazuh.logtest.event.Event;
import io.github.canarysiem.wazuh.logtest.expression.Expression;
import io.github.canarysiem.wazuh.logtest.expression.Match;
import java.util.List;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** Follows the decoders' pointers into one log, and stores what their expressions and plug-ins find there. */
final class FieldSearch {
    /** The pointer stands before the log, or was never set: nothing can be read there. */
    private static final int NOWHERE = -1;

    private final Event event;
    private int afterParent;
    private int afterPrematch;
    private int afterRegex;
    private int afterParentForPlugins = NOWHERE;

    FieldSearch(Event event) {
        this.event = event;
    }

    /** Whether a root's prematch matches; then {@code after_parent} is behind it. */
    boolean matchesRoot(Expression prematch) {
        Match match = RootDecoder.find(prematch, event, 0);
        if (match == null) {
            return false;
        }
        afterParent = after(match, 0);
        afterPrematch = afterParent;
        return true;
    }

    /** Whether a child's prematch matches; only then plug-ins know where the parent's ended. */
    boolean matchesChild(Expression prematch, Offset offset) {
        int from = offset == Offset.AFTER_PARENT ? afterParent : 0;
        Match match = from == NOWHERE ? null : RootDecoder.find(prematch, event, from);
        if (match == null) {
            return false;
        }
        afterPrematch = after(match, from);
        afterParentForPlugins = afterParent;
        return true;
    }

    /** Runs a decoder's plug-in or expression. */
    void run(Decoder decoder) {
        if (decoder.accumulates()) {
            event.notModelled(
                    "decoder " + decoder.name() + " accumulates fields over several events, which is not modelled");
        }
        if (decoder.plugin() != null) {
            int from = start(decoder.pluginOffset(), afterParentForPlugins);
            if (from != NOWHERE) {
                decoder.plugin().decode(event, from);
            }
        } else if (decoder.regex() != null) {
            run(decoder.regex(), start(decoder.regexOffset(), afterParent), decoder.order());
        }
    }

    private void run(Expression regex, int from, List<TargetField> order) {
        @Nullable Match match = from == NOWHERE ? null : RootDecoder.find(regex, event, from);
        if (match == null) {
            return;
        }
        afterRegex = after(match, from);
        List<String> groups = match.groups();
        for (int i = 0; i < groups.size() && i < order.size(); i++) {
            order.get(i).store(event, groups.get(i));
        }
    }

    private int start(Offset offset, int parent) {
        return switch (offset) {
            case NONE -> 0;
            case AFTER_PARENT -> parent;
            case AFTER_PREMATCH -> afterPrematch;
            case AFTER_REGEX -> afterRegex;
        };
    }

    /** After a match of nothing at its start the engine's pointer stands one byte before that start. */
    private static int after(Match match, int from) {
        OptionalInt after = match.after();
        return after.isPresent() ? after.getAsInt() : from - 1;
    }
}
