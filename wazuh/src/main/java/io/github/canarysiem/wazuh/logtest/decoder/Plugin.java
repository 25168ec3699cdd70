package io.github.canarysiem.wazuh.logtest.decoder;

import io.github.canarysiem.wazuh.logtest.event.Event;

/** A decoder that is written in code: {@code <plugin_decoder>}. Immutable and thread-safe. */
public interface Plugin {
    /**
     * Finds fields.
     *
     * @param event takes them
     * @param from offset in the event's log at which it starts
     */
    void decode(Event event, int from);
}
