package io.github.canarysiem.source.honeyfile;

import io.github.canarysiem.Gap;
import io.github.canarysiem.Host;
import io.github.canarysiem.Incident;
import io.github.canarysiem.IncidentBuilder;
import io.github.canarysiem.IncidentId;
import io.github.canarysiem.Kind;
import io.github.canarysiem.Monitor;
import io.github.canarysiem.Severity;
import java.time.Instant;

/** Makes incidents about the watching itself. Immutable. */
final class MonitorIncidents {
    private final String name;
    private final String host;

    MonitorIncidents(HoneyfileSettings settings) {
        this.name = settings.name();
        this.host = settings.host();
    }

    /** It began to watch. */
    Parcel started(String detail, boolean inOrder, Instant at) {
        return of(Kind.MONITOR_STARTED, inOrder ? Severity.INFORMATIONAL : Severity.MEDIUM, detail, at);
    }

    /** It is alive. */
    Parcel heartbeat(String detail, Instant at) {
        return of(Kind.MONITOR_HEARTBEAT, Severity.INFORMATIONAL, detail, at);
    }

    /** It does not watch any more. */
    Parcel stopped(String detail, boolean inOrder, Instant at) {
        return of(Kind.MONITOR_STOPPED, inOrder ? Severity.MEDIUM : Severity.HIGH, detail, at);
    }

    /** Something was not seen. */
    Parcel gap(String detail, Instant at) {
        return Parcel.of(
                start(Kind.HISTORY_GAP, Severity.HIGH, detail, at).gap(new Gap(Gap.Reason.OVERFLOW, null, detail)));
    }

    private Parcel of(Kind kind, Severity severity, String detail, Instant at) {
        return Parcel.of(start(kind, severity, detail, at).monitor(new Monitor(name, detail)));
    }

    private IncidentBuilder start(Kind kind, Severity severity, String detail, Instant at) {
        String id = IncidentId.of("honeyfile", host, name, kind.code(), at.toString(), detail);
        return Incident.of(id, kind, severity, at, at).channel("file").host(new Host(host, null));
    }
}
