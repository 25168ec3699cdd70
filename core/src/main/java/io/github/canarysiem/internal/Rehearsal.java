package io.github.canarysiem.internal;

import io.github.canarysiem.Incident;
import io.github.canarysiem.IncidentId;
import io.github.canarysiem.Kind;
import io.github.canarysiem.Severity;
import io.github.canarysiem.json.IncidentJson;
import java.io.IOException;
import java.time.Instant;

/**
 * Writes and reads an incident a few hundred times before the first real one: else that one, after a start the only one for weeks,
 * would wait 400 ms until Java has loaded what it needs.
 */
public final class Rehearsal {
    private static final int TIMES = 200;

    private Rehearsal() {}

    /** Takes about 100 ms. */
    public static void run() throws IOException {
        Incident incident = Incident.of(
                        IncidentId.of("rehearsal"), Kind.TEST, Severity.INFORMATIONAL, Instant.EPOCH, Instant.EPOCH)
                .build();
        for (int i = 0; i < TIMES; i++) {
            incident = IncidentJson.read(IncidentJson.toBytes(incident));
        }
    }
}
