package io.github.canarysiem.wazuh.logtest.decoder;

import io.github.canarysiem.wazuh.logtest.event.Event;

/** The JSON plug-in. */
record JsonFields(boolean nullsDiscarded, boolean arraysAsCsv) implements Plugin {
    @Override
    public void decode(Event event, int from) {
        event.notModelled("json");
    }
}
