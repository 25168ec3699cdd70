package io.github.canarysiem.source.honeyfile.detector;

import java.util.Locale;

/** What was done to a file. */
public enum Operation {
    /** It was opened, or its folder listed. */
    OPEN,
    /** It was read, or at least its time of access moved. */
    READ,
    /** It was opened in order to be run. */
    EXECUTE,
    /** It was written, or at least its time of modification moved. */
    WRITE,
    /** Whoever had it open for reading has closed it; no news by itself, but the end of an act. */
    CLOSE,
    /** Mode, owner, times or extended attributes were changed. */
    ATTRIBUTES,
    /** It was moved; {@link Observation#target()} says where, if anybody knows. */
    RENAME,
    /** It got a further name. */
    LINK,
    /** It was deleted. */
    DELETE,
    /** It appeared, or appeared again. */
    CREATE;

    /** The published name, such as {@code open}. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
