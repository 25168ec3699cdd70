package io.github.canarysiem.elastic;

import io.github.canarysiem.elastic.testing.ElasticServer;
import io.github.canarysiem.spi.IncidentSink;
import io.github.canarysiem.spi.Settings;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Sinks with short time-outs. */
final class Sinks {
    private Sinks() {}

    static IncidentSink to(ElasticServer server) {
        return to(server, Map.of());
    }

    static IncidentSink to(ElasticServer server, Map<String, ?> more) {
        return to(List.of(server.url()), more);
    }

    static IncidentSink toAll(ElasticServer... servers) {
        return to(Stream.of(servers).map(ElasticServer::url).toList(), Map.of());
    }

    static IncidentSink to(List<URI> nodes, Map<String, ?> more) {
        Map<String, Object> values = new HashMap<>(
                Map.of("urls", nodes.stream().map(URI::toString).toList(), "connect-timeout", "2s", "timeout", "3s"));
        values.putAll(more);
        return new ElasticProvider().create(Settings.of("sinks.search", values));
    }
}
