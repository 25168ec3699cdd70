package io.github.canarysiem;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** How urgent an incident is, from least to most. */
public enum Severity {
    /** For the record; nobody needs to act. */
    INFORMATIONAL,
    /** Worth a look on a quiet day. */
    LOW,
    /** Somebody touched a token that people also touch by accident. */
    MEDIUM,
    /** Somebody is where nobody should be. */
    HIGH,
    /** Somebody uses stolen credentials or runs code. */
    CRITICAL;

    /** The published name, such as {@code high}. */
    @JsonValue
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** One step more urgent; {@link #CRITICAL} stays. */
    public Severity raised() {
        return switch (this) {
            case INFORMATIONAL -> LOW;
            case LOW -> MEDIUM;
            case MEDIUM -> HIGH;
            case HIGH, CRITICAL -> CRITICAL;
        };
    }
}
