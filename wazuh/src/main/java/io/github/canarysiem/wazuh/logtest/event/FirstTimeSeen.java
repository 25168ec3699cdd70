package io.github.canarysiem.wazuh.logtest.event;

import java.util.List;
import java.util.Set;

/**
 * What {@code <fts>} lists: an event is seen for the first time when no earlier one had the same values.
 *
 * @param name whether the decoder's name counts
 * @param location whether the location counts
 * @param fields the fields that count
 */
public record FirstTimeSeen(boolean name, boolean location, List<FixedField> fields) {
    /** Remembers the event's values; true when they are new. */
    public boolean isNew(Event event, Set<String> seen) {
        StringBuilder key = new StringBuilder();
        if (name) {
            key.append(event.decoder());
        }
        if (location) {
            key.append('\n').append(event.origin().location());
        }
        for (FixedField field : fields) {
            key.append('\n').append(event.get(field));
        }
        return seen.add(key.toString());
    }
}
