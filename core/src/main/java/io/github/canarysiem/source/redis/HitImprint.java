package io.github.canarysiem.source.redis;

/**
 * What history keeps of a hit that was there before canary-siem was: enough to know it again.
 *
 * @param key see {@link StoredHit#key()}
 * @param hasAddress whether it tells a source
 * @param identity hash of what never changes by itself, as {@link HitIdentity} has it
 * @param content hash of what may change
 */
record HitImprint(String key, boolean hasAddress, long identity, long content) {}
