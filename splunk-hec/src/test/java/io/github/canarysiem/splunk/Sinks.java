package io.github.canarysiem.splunk;

import io.github.canarysiem.spi.IncidentSink;
import io.github.canarysiem.spi.Settings;
import io.github.canarysiem.splunk.testing.SplunkServer;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/** Sinks with short time-outs. */
final class Sinks {
    private Sinks() {}

    static IncidentSink to(SplunkServer splunk) {
        return to(splunk, Map.of());
    }

    static IncidentSink to(SplunkServer splunk, Map<String, ?> more) {
        Map<String, Object> values = new HashMap<>(Map.of(
                "url", splunk.url().toString(), "token", SplunkServer.TOKEN, "connect-timeout", "2s", "timeout", "3s"));
        values.putAll(more);
        return made(values);
    }

    static IncidentSink toAll(SplunkServer... splunks) {
        return made(Map.of(
                "urls",
                Arrays.stream(splunks).map(splunk -> splunk.url().toString()).toList(),
                "token",
                SplunkServer.TOKEN,
                "timeout",
                "3s"));
    }

    private static IncidentSink made(Map<String, ?> values) {
        return new SplunkHecProvider().create(Settings.of("sinks.splunk", values));
    }
}
