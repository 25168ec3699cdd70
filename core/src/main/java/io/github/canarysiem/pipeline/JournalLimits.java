package io.github.canarysiem.pipeline;

import java.time.Duration;

/**
 * How large the journal may grow.
 *
 * @param maximumSize bytes on disk; at this size intake refuses, nothing is dropped
 * @param retainedSize bytes of incidents to keep for {@code journal list} and {@code journal replay} once every sink has settled
 *     them; older ones go first
 * @param retainedFor how long to keep settled incidents at most
 */
public record JournalLimits(long maximumSize, long retainedSize, Duration retainedFor) {
    /** 10 GiB at most; 1 GiB or 30 days of settled incidents. */
    public static JournalLimits defaults() {
        return new JournalLimits(10L << 30, 1L << 30, Duration.ofDays(30));
    }
}
