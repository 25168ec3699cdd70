package io.github.canarysiem.pipeline;

import io.github.canarysiem.Incident;
import java.util.List;

/**
 * An incident as the journal holds it.
 *
 * @param sequence its place in the order of arrival
 * @param source name of the source that found it
 * @param incident the incident
 * @param unsettled names of the sinks that have not settled it yet
 */
public record JournalEntry(long sequence, String source, Incident incident, List<String> unsettled) {}
