package io.github.canarysiem.source.honeyfile.detector;

import java.util.Locale;

/** How well the actor of an observation is known, from best to worst. */
public enum Attribution {
    /** The process was looked at while it was held or alive. */
    FULL,
    /** Only its number is known; it was gone before anybody could look. */
    PID,
    /** The mechanism does not say who it was. */
    NONE;

    /** The published name. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
