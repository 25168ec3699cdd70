package io.github.canarysiem.internal;

import io.github.canarysiem.Incident;
import java.time.Instant;

/**
 * An incident on its way to one sink.
 *
 * @param sequence its place in the journal
 * @param storedAt when it came into the journal
 * @param size bytes of its stored form
 * @param incident the incident
 */
record Item(long sequence, Instant storedAt, int size, Incident incident) {}
