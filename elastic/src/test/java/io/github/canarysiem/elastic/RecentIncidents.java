package io.github.canarysiem.elastic;

import io.github.canarysiem.Incident;
import io.github.canarysiem.testing.Incidents;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;

/** Hits that are observed now: nobody can have sent them before. */
final class RecentIncidents {
    private RecentIncidents() {}

    static List<Incident> hits(int first, int count) {
        return IntStream.range(first, first + count)
                .mapToObj(RecentIncidents::hit)
                .toList();
    }

    private static Incident hit(int number) {
        Incident sample = Incidents.hit(number);
        Instant now = Instant.now();
        return Incident.of(sample.id(), sample.kind(), sample.severity(), now, now)
                .token(sample.token())
                .source(sample.source())
                .http(sample.http())
                .build();
    }
}
