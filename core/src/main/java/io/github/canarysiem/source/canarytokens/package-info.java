/**
 * Canarytokens' own data: what a hit's fields mean, whichever way the hit has come, and the incident that each becomes.
 *
 * <p>Hits are JSON as Python writes it. A source reads it with {@link StoredJson}, works out who it is with {@link HitIdentity}, and
 * has {@link HitIncidents} take it apart: every field finds its place in the incident, or stays in its {@code other} attributes.
 */
@NullMarked
package io.github.canarysiem.source.canarytokens;

import org.jspecify.annotations.NullMarked;
