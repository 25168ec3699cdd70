package io.github.canarysiem.wazuh.logtest.decoder;

import io.github.canarysiem.wazuh.logtest.event.Event;
import io.github.canarysiem.wazuh.logtest.event.FixedField;
import org.jspecify.annotations.Nullable;

/** A field that {@code <order>} names. */
record TargetField(String name, @Nullable FixedField fixed) {
    static TargetField of(String name) {
        return new TargetField(name, FixedField.ofRulesetName(name));
    }

    /** Stores a captured text; an empty one is worth storing in a fixed field only. */
    void store(Event event, String value) {
        if (fixed != null) {
            event.set(fixed, value);
        } else if (!value.isEmpty()) {
            event.add(name, value);
        }
    }
}
