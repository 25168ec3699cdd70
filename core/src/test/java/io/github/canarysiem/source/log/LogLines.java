package io.github.canarysiem.source.log;

import io.github.canarysiem.Incident;
import io.github.canarysiem.IncidentId;
import io.github.canarysiem.Kind;
import io.github.canarysiem.Severity;
import io.github.canarysiem.Token;
import io.github.canarysiem.json.IncidentJson;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;

/** Lines that carry a mark, and what became of them. */
final class LogLines {
    private LogLines() {}

    /** canary-siem's own line. */
    static String canary(String mark, int number) {
        Instant now = Instant.parse("2026-11-22T06:00:00Z").plusMillis(number);
        Incident incident = Incident.of(
                        IncidentId.of("line", mark, Integer.toString(number)), Kind.HIT, Severity.HIGH, now, now)
                .token(new Token("token", "web", mark))
                .build();
        return new String(IncidentJson.toBytes(incident), StandardCharsets.UTF_8);
    }

    /** The thesis' line; lines with the same mark are the same. */
    static String hit(String mark) {
        return "INFO:root:2026-11-21 20:00:00: {'src_ip': '203.0.113.77', 'input_channel': 'HTTP', 'useragent': '"
                + mark + "'}";
    }

    /** The mark of an incident. */
    static String mark(Incident incident) {
        if (incident.http() != null) {
            return String.valueOf(incident.http().userAgent());
        }
        return incident.token() == null ? "" : String.valueOf(incident.token().memo());
    }

    static void append(Path log, String text) throws IOException {
        append(log, text.getBytes(StandardCharsets.UTF_8));
    }

    static void append(Path log, byte[] bytes) throws IOException {
        Files.write(log, bytes, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }
}
