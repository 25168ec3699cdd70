package io.github.canarysiem.source.redis;

import io.github.canarysiem.source.canarytokens.HitIdentity;
import io.github.canarysiem.spi.Sighting;
import org.jspecify.annotations.Nullable;

/**
 * A token whose stored values are not those that were seen last.
 *
 * @param values as stored
 * @param isHash false for a key that is no hash at all
 * @param pushed whether the server has just said that this token has changed
 * @param first whether this run has not met the token before
 * @param marker the id of the {@link Sighting} which says that this token has had hits, whatever becomes of them
 */
record Change(TokenValues values, boolean isHash, boolean pushed, boolean first, String marker) {
    /** A token as the server gave it. */
    static Change of(TokenValues values, boolean isHash, boolean pushed, boolean first) {
        return new Change(values, isHash, pushed, first, HitIdentity.id("token", values.id()));
    }

    /** How many bytes of stored values it holds. */
    int size() {
        return length(values.hits()) + length(values.exposure());
    }

    private static int length(byte @Nullable [] bytes) {
        return bytes == null ? 0 : bytes.length;
    }
}
