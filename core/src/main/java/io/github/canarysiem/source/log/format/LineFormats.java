package io.github.canarysiem.source.log.format;

import java.time.ZoneId;
import java.util.List;

/** Makes formats. */
public final class LineFormats {
    private LineFormats() {}

    /**
     * A new format, with no line read.
     *
     * @param zone of times that name none
     * @param redact whether credentials in hits are taken out
     * @param keys see {@link Selection}
     * @param paths see {@link Selection}
     */
    public static LineFormat of(FormatName name, ZoneId zone, boolean redact, List<String> keys, List<String> paths) {
        return new CanaryFormat();
    }
}
