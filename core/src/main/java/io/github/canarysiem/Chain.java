package io.github.canarysiem;

/**
 * The place of an incident in the chain of its source: each link's digest covers the incident and the digest before it, so that
 * one that is taken out or changed afterwards shows.
 *
 * @param sequence counts from 1
 * @param previous digest of the link before, 64 hexadecimal digits; zeros for the first
 * @param digest SHA-256, or HMAC-SHA-256 if the source has a key, as 64 hexadecimal digits
 */
public record Chain(int sequence, String previous, String digest) {}
