package io.github.canarysiem.wazuh.logtest.decoder;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Where an expression or a plug-in starts to read. */
enum Offset {
    /** At the start of the log; the attribute is missing. */
    NONE,
    AFTER_PARENT,
    AFTER_PREMATCH,
    AFTER_REGEX;

    /** By the value of the attribute {@code offset}; null for an unknown one. */
    static @Nullable Offset of(String value) {
        for (Offset offset : values()) {
            if (offset != NONE && offset.label().equals(value)) {
                return offset;
            }
        }
        return null;
    }

    String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
