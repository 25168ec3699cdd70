package io.github.canarysiem.wazuh;

import io.github.canarysiem.Incident;
import io.github.canarysiem.Severity;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.core.LogEvent;
import org.apache.logging.log4j.core.impl.Log4jLogEvent;
import org.apache.logging.log4j.core.layout.SyslogLayout;
import org.apache.logging.log4j.core.net.Facility;
import org.apache.logging.log4j.message.SimpleMessage;

/**
 * Makes syslog messages of the form that the pre-decoder of Wazuh 4.x parses, by Log4j's own layout (RFC 3164):
 *
 * <pre>{@code <131>Nov  5 20:00:00 host canary: {"srcip":"203.0.113.9","canary":{...}}}</pre>
 *
 * <p>The layout writes everything up to the host name; it knows no tag, so the tag stands at the head of the text. The time is
 * when the incident was seen, in the local time zone, as RFC 3164 wants it; the JSON holds the exact times. Severities become
 * {@code alert} (1) for critical, {@code err} (3) for high, {@code warning} (4) for medium, {@code info} (6) for the others.
 *
 * <p>Immutable and thread-safe.
 */
final class SyslogMessage {
    private final SyslogLayout layout;
    private final String tag;
    private final WazuhLine line;

    /**
     * Messages of at most so many bytes, header and tag included.
     *
     * @param longest at least {@link WazuhSyslogProvider#SHORTEST_MESSAGE}
     */
    SyslogMessage(Facility facility, String tag, int longest) {
        this.layout = SyslogLayout.newBuilder()
                .setFacility(facility)
                .setCharset(StandardCharsets.UTF_8)
                .build();
        this.tag = tag;
        int header = Arrays.stream(Severity.values())
                .mapToInt(severity -> bytes(event(severity, Instant.EPOCH, "")).length)
                .max()
                .orElseThrow();
        this.line = new WazuhLine(Math.min(WazuhLine.LONGEST, longest - header));
    }

    SyslogLayout layout() {
        return layout;
    }

    LogEvent event(Incident incident) {
        return event(incident.severity(), incident.observedAt(), new String(line.of(incident), StandardCharsets.UTF_8));
    }

    /** The message without a line break. */
    byte[] of(Incident incident) {
        return bytes(event(incident));
    }

    private byte[] bytes(LogEvent event) {
        return layout.toByteArray(event);
    }

    private LogEvent event(Severity severity, Instant time, String text) {
        return Log4jLogEvent.newBuilder()
                .setLevel(level(severity))
                .setMessage(new SimpleMessage(tag + ": " + text))
                .setTimeMillis(time.toEpochMilli())
                .build();
    }

    /** Log4j knows fewer levels than syslog: it writes FATAL as alert and has none for notice. */
    private static Level level(Severity severity) {
        return switch (severity) {
            case CRITICAL -> Level.FATAL;
            case HIGH -> Level.ERROR;
            case MEDIUM -> Level.WARN;
            case LOW, INFORMATIONAL -> Level.INFO;
        };
    }
}
