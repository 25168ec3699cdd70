/**
 * The Redis source: reads the hits of a Canarytokens server where the server keeps them, complete and at once.
 *
 * <p>The server keeps each token as a hash {@code canarydrop:TOKEN}, with all hits in the one field {@code triggered_list}: JSON
 * that is rewritten, trimmed to the last 50 hits, edited later and sometimes un-written. This source asks for {@code type}, {@code
 * memo}, {@code triggered_list} and {@code key_exposed_details} only, never for the secrets beside them, and changes nothing.
 *
 * <p>The least rights that are enough are {@link io.github.canarysiem.source.redis.RedisSourceProvider#ACCESS_RULES}.
 */
@NullMarked
package io.github.canarysiem.source.redis;

import org.jspecify.annotations.NullMarked;
