package io.github.canarysiem.templates.elastic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import io.github.canarysiem.Incident;
import io.github.canarysiem.elastic.ElasticProvider;
import io.github.canarysiem.elastic.testing.Account;
import io.github.canarysiem.elastic.testing.Accounts;
import io.github.canarysiem.elastic.testing.ElasticsearchProcess;
import io.github.canarysiem.spi.IncidentSink;
import io.github.canarysiem.spi.Outcome;
import io.github.canarysiem.spi.Settings;
import io.github.canarysiem.templates.Generation;
import io.github.canarysiem.templates.Packs;
import io.github.canarysiem.testing.Incidents;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the sink may do with which rights, in a real Elasticsearch that asks for credentials. Runs under -Pelasticsearch alone. */
@Timeout(180)
class ElasticsearchRightsTest {
    private static final String STREAM = "logs-canarytokens.alert-default";
    private static final Account ADMINISTRATOR = new Account("administrator", "throw-away-1", "superuser");
    private static final Account WRITER = new Account("canary", "throw-away-2", "canarytokens-writer");
    private static final Account BLIND = new Account("blind", "throw-away-3", "blind");

    private static ElasticsearchProcess node;

    @BeforeAll
    static void startNode() throws Exception {
        String role = Generation.of(Packs.bundled().pack("elastic")).generate().files().stream()
                .filter(file -> file.path().equals("api/_security/role/canarytokens-writer.json"))
                .findFirst()
                .orElseThrow()
                .text();
        String blind = "{\"indices\":[{\"names\":[\"logs-*\"],\"privileges\":[\"create_doc\",\"auto_configure\"]}]}";
        Path parent = Files.createDirectories(Path.of("target", "search-engine"));
        node = ElasticsearchProcess.startSecured(
                Files.createTempDirectory(parent.toAbsolutePath(), "secured"),
                new Accounts(
                        ADMINISTRATOR, List.of(WRITER, BLIND), Map.of("canarytokens-writer", role, "blind", blind)));
        node.call(
                "PUT",
                "/_index_template/streams",
                "{\"index_patterns\":[\"logs-*\"],\"data_stream\":{},\"priority\":500}");
    }

    @AfterAll
    static void stop() {
        node.close();
    }

    @Test
    void theRoleOfThePackSufficesToStoreEachOnceAlsoAfterARollover() throws Exception {
        List<Incident> batch = Incidents.hits(0, 20);
        for (int start = 0; start < 3; start++) {
            try (IncidentSink sink = sink(WRITER, STREAM)) {
                assertThat(sink.deliver(batch)).hasSize(20).containsOnly(Outcome.delivered());
                assertThat(sink.probe())
                        .contains("is Elasticsearch ", "takes the credentials; data stream " + STREAM + " is there");
            }
            node.call("POST", "/" + STREAM + "/_rollover", "");
        }
        assertThat(node.ids(STREAM)).hasSize(20).doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "DELETE|/INDEX|``",
                "DELETE|/INDEX/_doc/ID|``",
                "POST|/INDEX/_update/ID|{\"doc\":{}}",
                "POST|/logs-canarytokens.alert-default/_rollover|``",
                "POST|/logs-other-default/_doc|{\"@timestamp\":\"2026-11-22T00:00:00Z\"}",
                "GET|/logs-other-default/_search|``",
                "PUT|/_index_template/streams|{\"index_patterns\":[\"logs-*\"],\"priority\":500}"
            })
    void theRoleOfThePackAllowsNoMore(String method, String path, String body) throws Exception {
        try (IncidentSink sink = sink(WRITER, STREAM)) {
            assertThat(sink.deliver(Incidents.hits(0, 1))).containsExactly(Outcome.delivered());
        }
        String id = node.ids(STREAM).get(0);
        String index =
                node.call("GET", "/" + STREAM + "/_mapping", "").fieldNames().next();

        assertThat(status(method, path.replace("INDEX", index).replace("ID", id), body))
                .isEqualTo(403);
    }

    @Test
    void whoMayNotReadStillDelivers() throws Exception {
        String stream = "logs-blind-default";
        for (int start = 0; start < 2; start++) {
            try (IncidentSink sink = sink(BLIND, stream)) {
                assertThat(sink.deliver(Incidents.hits(0, 5))).hasSize(5).containsOnly(Outcome.delivered());
                assertThat(sink.probe()).contains("may not look whether data stream " + stream + " is there");
            }
        }
        assertThat(node.ids(stream)).hasSize(5).doesNotHaveDuplicates();
    }

    @Test
    void whoMayNotWriteHoldsEverythingAndIsToldWhatIsMissing() throws Exception {
        try (IncidentSink sink = sink(WRITER, "logs-other-default")) {
            assertThat(sink.deliver(Incidents.hits(0, 5)))
                    .hasSize(5)
                    .allSatisfy(outcome -> assertThat(outcome.toString())
                            .startsWith("Retry")
                            .contains("security_exception")
                            .contains("allow these credentials create_doc and auto_configure on logs-other-default"));
        }
    }

    @Test
    void whoIsNotKnownIsToldSo() throws Exception {
        try (IncidentSink sink = sink(new Account("canary", "wrong", ""), STREAM)) {
            assertThatIOException()
                    .isThrownBy(() -> sink.deliver(Incidents.hits(0, 5)))
                    .withMessageContaining("answers 401, security_exception")
                    .withMessageContaining("give a valid api-key, user and password, or bearer-token");
        }
    }

    private static IncidentSink sink(Account account, String stream) {
        return new ElasticProvider()
                .create(Settings.of(
                        "search",
                        Map.of(
                                "url", node.url().toString(),
                                "user", account.name(),
                                "password", account.password(),
                                "data-stream", stream)));
    }

    /** What the writer is answered. */
    private static int status(String method, String path, String body) throws Exception {
        byte[] credentials = (WRITER.name() + ":" + WRITER.password()).getBytes(StandardCharsets.UTF_8);
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create(node.url() + path))
                                .header(
                                        "Authorization",
                                        "Basic " + Base64.getEncoder().encodeToString(credentials))
                                .header("Content-Type", "application/json")
                                .method(method, HttpRequest.BodyPublishers.ofString(body))
                                .build(),
                        HttpResponse.BodyHandlers.discarding())
                .statusCode();
    }
}
