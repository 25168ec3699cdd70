package io.github.canarysiem.elastic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.canarysiem.elastic.testing.ElasticServer;
import io.github.canarysiem.spi.IncidentSink;
import io.github.canarysiem.spi.Outcome;
import io.github.canarysiem.spi.Settings;
import io.github.canarysiem.spi.SettingsException;
import io.github.canarysiem.spi.SinkProvider;
import io.github.canarysiem.spi.TlsContext;
import io.github.canarysiem.testing.Incidents;
import io.github.canarysiem.testing.PemFiles;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Settings, and who we say we are. */
@Timeout(60)
class ElasticProviderTest {
    @Test
    void isFoundByItsType() {
        assertThat(ServiceLoader.load(SinkProvider.class).stream()
                        .map(ServiceLoader.Provider::get)
                        .map(SinkProvider::type))
                .contains("elastic");
    }

    @Test
    void namesEveryFaultAtOnceAndNoValue() {
        SettingsException refused = refused(Map.of(
                "url", "ftp://bad-value",
                "data-stream", "Bad-Value",
                "format", "bad-value",
                "api-key", "bad value",
                "password", "bad-value",
                "batch-bytes", "1GiB",
                "datastream", "bad-value"));

        assertThat(refused.problems().stream().map(SettingsException.Problem::path))
                .containsExactlyInAnyOrder(
                        "sinks.search.url",
                        "sinks.search.data-stream",
                        "sinks.search.format",
                        "sinks.search.api-key",
                        "sinks.search.user",
                        "sinks.search.batch-bytes",
                        "sinks.search.datastream");
        assertThat(refused.getMessage()).doesNotContainIgnoringCase("bad-value", "bad value");
    }

    static Stream<Map<String, String>> contradictions() {
        return Stream.of(
                Map.of("api-key", "a", "bearer-token", "b"),
                Map.of("api-key", "a", "user", "b", "password", "c"),
                Map.of("user", "a", "password", "b", "bearer-token", "c"),
                Map.of("index", "a", "data-stream", "b"),
                Map.of("user", "a"),
                Map.of("user", "a:b", "password", "c"),
                Map.of("bearer-token", "two\nlines"),
                Map.of("index", "../_all"));
    }

    @ParameterizedTest
    @MethodSource("contradictions")
    void refusesWhatContradictsItself(Map<String, String> settings) {
        Map<String, String> all = new HashMap<>(settings);
        all.put("url", "https://es.example:9200");

        assertThat(refused(all).problems()).hasSize(1);
    }

    static Stream<Arguments> credentials() {
        return Stream.of(
                Arguments.of(Map.of(), ""),
                Arguments.of(Map.of("api-key", "VGhlIGtleQ==\n"), "ApiKey VGhlIGtleQ=="),
                Arguments.of(Map.of("api-key", "id:key"), "ApiKey " + encoded("id:key")),
                Arguments.of(
                        Map.of("user", "canary", "password", "p\u00e4ss:w\u00f6rd"),
                        "Basic " + encoded("canary:p\u00e4ss:w\u00f6rd")),
                Arguments.of(Map.of("bearer-token", "AAEAAWVs"), "Bearer AAEAAWVs"));
    }

    @ParameterizedTest
    @MethodSource("credentials")
    void saysWhoWeAre(Map<String, String> settings, String header) throws Exception {
        try (ElasticServer server = ElasticServer.start();
                IncidentSink sink = Sinks.to(server, settings)) {
            sink.deliver(Incidents.hits(0, 1));
            sink.probe();
            assertThat(server.requests())
                    .allMatch(request -> request.authorization().equals(header));
        }
    }

    @Test
    void deliversToAnIndexIfToldTo() throws Exception {
        try (ElasticServer server = ElasticServer.start();
                IncidentSink sink = Sinks.to(server, Map.of("index", "canary-alerts", "gzip", false))) {
            assertThat(sink.deliver(Incidents.hits(0, 1))).containsExactly(Outcome.delivered());
            assertThat(server.bulks())
                    .hasSize(1)
                    .allMatch(request -> request.path().equals("/canary-alerts/_bulk"));
            assertThat(server.bulks()).noneMatch(ElasticServer.Request::compressed);
        }
    }

    @Test
    void trustsNoCertificateThatItDoesNotKnow(@TempDir Path folder) throws Exception {
        PemFiles pems = PemFiles.in(folder);
        pems.issue("node", "san=ip:127.0.0.1");
        Settings tls = Settings.of(
                "node",
                Map.of(
                        "tls-certificate", pems.certificate("node").toString(),
                        "tls-key", pems.key("node").toString()));
        try (ElasticServer server = ElasticServer.startWith(TlsContext.of(tls).current());
                IncidentSink distrusting = Sinks.to(server);
                IncidentSink trusting =
                        Sinks.to(server, Map.of("tls-ca", pems.authority().toString()))) {
            assertThat(catchThrowableOfType(IOException.class, () -> distrusting.deliver(Incidents.hits(0, 1))))
                    .hasMessageContaining("no TLS connection that can be trusted");
            assertThat(server.requests()).isEmpty();
            assertThat(trusting.deliver(Incidents.hits(0, 1))).isEqualTo(List.of(Outcome.delivered()));
        }
    }

    private static SettingsException refused(Map<String, ?> values) {
        return catchThrowableOfType(
                SettingsException.class, () -> new ElasticProvider().create(Settings.of("sinks.search", values)));
    }

    private static String encoded(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
