package io.github.canarysiem;

import com.fasterxml.jackson.annotation.JsonValue;
import org.jspecify.annotations.Nullable;

/**
 * Hits that may have happened and cannot be read.
 *
 * @param reason why
 * @param kept how many hits the server still holds; null when unknown
 * @param detail one sentence for the analyst
 */
public record Gap(Reason reason, @Nullable Integer kept, String detail) {
    /** Why hits may be missing. */
    public enum Reason {
        /** The server keeps a limited number of hits for each token, and all of them are new. */
        TRIMMED("trimmed"),
        /** The stored list cannot be parsed. */
        UNREADABLE("unreadable"),
        /** The whole database was emptied. */
        FLUSHED("flushed"),
        /** A watcher's event queue overflowed. */
        OVERFLOW("overflow");

        private final String code;

        Reason(String code) {
            this.code = code;
        }

        /** The published name. */
        @JsonValue
        public String code() {
            return code;
        }
    }
}
