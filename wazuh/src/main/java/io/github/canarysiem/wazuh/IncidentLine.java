package io.github.canarysiem.wazuh;

import io.github.canarysiem.Incident;

/** Writes an incident as one line. Thread-safe. */
interface IncidentLine {
    /** The incident's line in UTF-8, without the line break. */
    byte[] of(Incident incident);
}
