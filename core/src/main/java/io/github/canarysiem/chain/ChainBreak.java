package io.github.canarysiem.chain;

import java.time.Instant;

/**
 * A place at which a chain does not hold.
 *
 * @param id the incident at which it shows
 * @param sequence its number in the chain
 * @param observedAt when it was seen
 * @param reason what is wrong
 * @param missing how many links are missing before it; 0 unless the reason is {@link Reason#MISSING}
 */
public record ChainBreak(String id, int sequence, Instant observedAt, Reason reason, int missing) {
    /** What is wrong. */
    public enum Reason {
        /** It was changed after it was sealed, or sealed with another key. */
        CHANGED,
        /** Links before it are missing. */
        MISSING,
        /** It does not follow the link before it, though its number does. */
        DETACHED,
        /** A new chain begins: the key was changed, the state directory was emptied, or somebody covers something up. */
        RESTARTED
    }
}
