package io.github.canarysiem.elastic;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.canarysiem.Incident;
import io.github.canarysiem.Kind;
import io.github.canarysiem.elastic.testing.Answer;
import io.github.canarysiem.elastic.testing.ElasticServer;
import io.github.canarysiem.spi.IncidentSink;
import io.github.canarysiem.spi.Outcome;
import io.github.canarysiem.testing.Incidents;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What becomes of incidents at each answer that a cluster, or something before it, can give. */
@Timeout(60)
class ElasticSinkTest {
    private ElasticServer server;

    @BeforeEach
    void start() throws Exception {
        server = ElasticServer.start();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void createsEachRevisionAsADocumentOfItsOwn() throws Exception {
        Incident first = Incidents.hit(7);
        try (IncidentSink sink = Sinks.to(server)) {
            sink.deliver(List.of(first, first.asRevision(2, Kind.HIT_ENRICHED)));
        }
        ElasticServer.Request request = server.bulks().get(0);
        String[] lines = request.body().split("\n");
        assertThat(request.path()).isEqualTo("/logs-canarytokens.alert-default/_bulk");
        assertThat(request.compressed()).isTrue();
        assertThat(request.body()).endsWith("}\n");
        assertThat(lines).hasSize(4);
        assertThat(lines[0]).isEqualTo("{\"create\":{\"_id\":\"" + first.id() + "-1\"}}");
        assertThat(lines[2]).isEqualTo("{\"create\":{\"_id\":\"" + first.id() + "-2\"}}");
        JsonNode document = JsonMapper.builder().build().readTree(lines[1]);
        assertThat(document.path("@timestamp").asText())
                .isEqualTo(first.occurredAt().toString());
    }

    @Test
    void splitsABatchByItsBytes() throws Exception {
        try (IncidentSink sink = Sinks.to(server, Map.of("batch-bytes", "4KiB"))) {
            assertThat(sink.deliver(Incidents.hits(0, 50))).hasSize(50).containsOnly(Outcome.delivered());
        }
        assertThat(server.bulks().size()).isGreaterThan(5);
        assertThat(server.bulks()).allMatch(request -> request.body().length() <= 4 << 10);
        assertThat(server.indexes().ids()).hasSize(50).doesNotHaveDuplicates();
    }

    @Test
    void aLargeBatchGoesInPartsAndNothingOvertakesWhatFailed() throws Exception {
        List<String> expected = new ArrayList<>();
        try (IncidentSink sink = Sinks.to(server, Map.of("batch-bytes", "64KiB"))) {
            for (Answer failure : List.of(Answer.none(), Answer.of(429, ""), Answer.of(200, "{}"))) {
                server.answer(failure);
                List<Incident> batch = Incidents.hits(expected.size(), 500);
                assertThat(sink.deliver(batch)).hasSize(500).hasOnlyElementsOfType(Outcome.Retry.class);
                assertThat(server.indexes().ids()).hasSameSizeAs(expected);
                assertThat(sink.deliver(batch)).hasSize(500).containsOnly(Outcome.delivered());
                batch.forEach(incident -> expected.add(incident.id() + "-1"));
            }
        }
        assertThat(server.indexes().ids()).containsExactlyElementsOf(expected);
    }

    @Test
    void aLargeBatchIsTakenOverByTheNextNode() throws Exception {
        try (ElasticServer second = ElasticServer.start();
                IncidentSink sink = Sinks.toAll(server, second)) {
            sink.deliver(Incidents.hits(0, 1));
            server.stop();
            assertThat(sink.deliver(Incidents.hits(1, 1_000))).hasSize(1_000).containsOnly(Outcome.delivered());
            assertThat(second.indexes().ids()).hasSize(1_000).doesNotHaveDuplicates();
        }
    }

    @Test
    void whatIsThereAlreadyIsDelivered() throws Exception {
        try (IncidentSink sink = Sinks.to(server)) {
            sink.deliver(RecentIncidents.hits(0, 5));
            assertThat(sink.deliver(RecentIncidents.hits(0, 10))).hasSize(10).containsOnly(Outcome.delivered());
        }
        assertThat(server.indexes().ids()).hasSize(10).doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "409 | version_conflict_engine_exception | document already exists | Delivered",
                "409 | something_else_exception | no | Retry",
                "400 | mapper_parsing_exception | failed to parse field | Rejected",
                "400 | document_parsing_exception | failed to parse field | Rejected",
                "400 | strict_dynamic_mapping_exception | dynamic introduction is not allowed | Rejected",
                "400 | illegal_argument_exception | Limit of total fields [1000] has been exceeded | Rejected",
                "400 | illegal_argument_exception | pipeline with id [x] does not exist | Retry",
                "400 | validation_exception | this would add [2] shards to 1000 | Retry",
                "400 | index_closed_exception | closed | Retry",
                "403 | cluster_block_exception | index [x] blocked by: FORBIDDEN/12/read-only | Retry",
                "403 | security_exception | no permissions | Retry",
                "404 | index_not_found_exception | no such index | Retry",
                "429 | es_rejected_execution_exception | rejected | Retry",
                "429 | circuit_breaking_exception | Data too large | Retry",
                "500 | io_exception | disk | Retry",
                "503 | unavailable_shards_exception | primary shard is not active | Retry",
                "418 | teapot_exception | no | Retry"
            })
    void eachDocumentHasAnOutcomeOfItsOwn(int status, String type, String reason, String expected) throws Exception {
        server.answer(items(201, item(status, type, reason), 201));
        List<Outcome> outcomes;
        try (IncidentSink sink = Sinks.to(server)) {
            outcomes = sink.deliver(Incidents.hits(0, 3));
        }
        assertThat(outcomes).first().isEqualTo(Outcome.delivered());
        assertThat(outcomes).last().isEqualTo(Outcome.delivered());
        assertThat(outcomes.get(1).getClass().getSimpleName()).isEqualTo(expected);
        if (!expected.equals("Delivered")) {
            assertThat(outcomes.get(1).toString()).contains(Integer.toString(status), type, reason);
        }
    }

    @Test
    void whatAFailureStoreHasTakenIsNotWhereAnybodyLooks() throws Exception {
        server.answer(Answer.of(200, "{\"items\":[{\"create\":{\"status\":201,\"failure_store\":\"used\"}}]}"));
        try (IncidentSink sink = Sinks.to(server)) {
            assertThat(sink.deliver(Incidents.hits(0, 1)))
                    .containsExactly(Outcome.rejected(
                            "data stream logs-canarytokens.alert-default has put it into its failure store;"
                                    + " search logs-canarytokens.alert-default::failures for the reason"));
        }
    }

    @Test
    void anErrorThatAnAttackerWroteFitsOnALine() throws Exception {
        server.answer(items(item(400, "mapper_parsing_exception", "\\u001b[2J\\n" + "x".repeat(10_000))));
        try (IncidentSink sink = Sinks.to(server)) {
            Outcome outcome = sink.deliver(Incidents.hits(0, 1)).get(0);
            assertThat(outcome).isInstanceOf(Outcome.Rejected.class);
            assertThat(outcome.toString()).doesNotContain("\n", "\u001b").hasSizeLessThan(1_000);
        }
    }

    @ParameterizedTest
    @CsvSource({"401, api-key", "403, create_doc"})
    void credentialsThatAreNoGoodHoldAllAndSayTheMend(int status, String mend) throws Exception {
        server.answer(Answer.error(status, "security_exception", "no"));
        try (IncidentSink sink = Sinks.to(server)) {
            assertThat(sink.deliver(Incidents.hits(0, 3)))
                    .hasSize(3)
                    .allSatisfy(outcome -> assertThat(outcome)
                            .isInstanceOfSatisfying(
                                    Outcome.Retry.class,
                                    retry -> assertThat(retry.reason())
                                            .contains("answers " + status, "security_exception", mend)));
            assertThat(sink.deliver(Incidents.hits(0, 3))).hasSize(3).containsOnly(Outcome.delivered());
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {200, 204, 301, 307, 400, 404, 405, 406, 408, 415, 500, 502, 503, 504})
    void anAnswerThatIsNotElasticsIsNoVerdict(int status) throws Exception {
        server.answer(
                Answer.of(status, status == 204 ? "" : "<html>\n</html>").with("Location", "http://127.0.0.1:1/"));
        try (IncidentSink sink = Sinks.to(server)) {
            assertThat(sink.deliver(Incidents.hits(0, 2))).hasSize(2).hasOnlyElementsOfType(Outcome.Retry.class);
            assertThat(sink.deliver(Incidents.hits(0, 2))).hasSize(2).containsOnly(Outcome.delivered());
        }
        assertThat(server.indexes().ids()).hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"items\":[]}",
                "{\"items\":[{\"create\":{\"status\":201}}]}",
                "{\"items\":[{\"create\":{\"status\":201}},{\"index\":{\"status\":201}}]}",
                "{\"items\":[{\"create\":{\"status\":201}},{\"create\":{}}]}",
                "{\"items\":[{\"create\":{\"status\":201}},{\"create\":{\"status\":201}},{\"create\":{\"status\":201}}]}",
                "{\"errors\":false}",
                "{}",
                "[]",
                ""
            })
    void aWrongNumberOfItemsIsNoVerdict(String body) throws Exception {
        server.answer(Answer.of(200, body));
        try (IncidentSink sink = Sinks.to(server)) {
            assertThat(sink.deliver(Incidents.hits(0, 2))).hasSize(2).hasOnlyElementsOfType(Outcome.Retry.class);
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = Answer.Ending.class,
            names = {"CUT", "ENDLESS", "NONE"})
    void aBodyThatIsNotWholeIsNoVerdict(Answer.Ending ending) throws Exception {
        server.answer(items(201, 201).with(ending));
        try (IncidentSink sink = Sinks.to(server)) {
            assertThat(sink.deliver(Incidents.hits(0, 2))).hasSize(2).hasOnlyElementsOfType(Outcome.Retry.class);
            assertThat(sink.deliver(Incidents.hits(0, 2))).hasSize(2).containsOnly(Outcome.delivered());
        }
    }

    @Test
    void aRequestThatIsTooLargeIsSplitAndTheNextOnesAreSmaller() throws Exception {
        server.answer(Answer.of(413, "<html>Request Entity Too Large</html>"));
        try (IncidentSink sink = Sinks.to(server)) {
            assertThat(sink.deliver(Incidents.hits(0, 40))).hasSize(40).containsOnly(Outcome.delivered());
            int refused = server.bulks().get(0).body().length();
            sink.deliver(Incidents.hits(40, 80));
            assertThat(server.bulks().stream().skip(1))
                    .hasSizeGreaterThan(4)
                    .allMatch(request -> request.body().length() <= refused / 2);
        }
        assertThat(server.indexes().ids()).hasSize(120).doesNotHaveDuplicates();
    }

    @Test
    void whatIsTooLargeAloneIsRejected() throws Exception {
        server.answer(Answer.of(413, ""));
        try (IncidentSink sink = Sinks.to(server)) {
            assertThat(sink.deliver(Incidents.hits(0, 1))).hasOnlyElementsOfType(Outcome.Rejected.class);
        }
    }

    @Test
    void aClusterAtItsLimitsIsSentLessAtOnce() throws Exception {
        server.answer(Answer.error(429, "circuit_breaking_exception", "Data too large"));
        try (IncidentSink sink = Sinks.to(server, Map.of("batch-bytes", "64KiB"))) {
            assertThat(sink.deliver(Incidents.hits(0, 200))).hasSize(200).hasOnlyElementsOfType(Outcome.Retry.class);
            assertThat(server.bulks()).hasSize(1);
            assertThat(sink.deliver(Incidents.hits(0, 200))).hasSize(200).containsOnly(Outcome.delivered());
        }
        assertThat(server.bulks().get(1).body().length()).isLessThanOrEqualTo(32 << 10);
        assertThat(server.indexes().ids()).hasSize(200);
    }

    @Test
    void looksForACulpritThatTheNodeDoesNotName() throws Exception {
        Answer unreadable = Answer.error(400, "x_content_parse_exception", "no");
        server.answer(unreadable, unreadable, unreadable);
        List<Outcome> outcomes;
        try (IncidentSink sink = Sinks.to(server)) {
            outcomes = sink.deliver(Incidents.hits(0, 4));
        }
        assertThat(outcomes.get(0)).isInstanceOf(Outcome.Rejected.class);
        assertThat(outcomes.subList(1, 4)).containsOnly(Outcome.delivered());
    }

    @Test
    void aNodeThatCanReadNothingRejectsNothing() throws Exception {
        Answer unreadable = Answer.error(400, "x_content_parse_exception", "no");
        server.answer(unreadable, unreadable, unreadable);
        try (IncidentSink sink = Sinks.to(server)) {
            assertThat(sink.deliver(Incidents.hits(0, 2))).hasSize(2).hasOnlyElementsOfType(Outcome.Retry.class);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"429|7|7", "503|0|0", "429|999999|600", "503|soon|", "429|-3|", "502|''|", "504|99999999999|600"})
    void waitsAsLongAsItIsAskedToIfThatCanBeRead(int status, String header, Long seconds) throws Exception {
        server.answer(Answer.of(status, "").with("Retry-After", header));
        try (IncidentSink sink = Sinks.to(server)) {
            Outcome.Retry retry =
                    (Outcome.Retry) sink.deliver(Incidents.hits(0, 1)).get(0);
            assertThat(retry.after()).isEqualTo(seconds == null ? null : Duration.ofSeconds(seconds));
        }
    }

    @Test
    void ofSeveralNodesTheNextServesWhenOneIsGoneOrUnavailable() throws Exception {
        try (ElasticServer second = ElasticServer.start();
                IncidentSink sink = Sinks.toAll(server, second)) {
            sink.deliver(Incidents.hits(0, 1));
            server.stop();
            assertThat(sink.deliver(Incidents.hits(1, 1))).containsExactly(Outcome.delivered());
            second.answer(Answer.of(503, ""));
            server.resume();
            assertThat(sink.deliver(Incidents.hits(2, 1))).containsExactly(Outcome.delivered());
        }
        assertThat(server.indexes().ids()).hasSize(2);
    }

    @Test
    void aWrongKeyIsSaidWithoutShowingIt() throws Exception {
        server.answer(Answer.error(401, "security_exception", "unable to authenticate with provided credentials"));
        try (IncidentSink sink = Sinks.to(server, Map.of("api-key", "wrong-but-secret"))) {
            assertThat(sink.deliver(Incidents.hits(0, 1)).toString())
                    .contains("give a valid api-key")
                    .doesNotContain("wrong-but-secret");
        }
    }

    private static Answer items(Object... items) {
        return Answer.of(
                200,
                IntStream.range(0, items.length)
                        .mapToObj(i -> items[i] instanceof Integer status
                                ? "{\"status\":" + status + "}"
                                : items[i].toString())
                        .map(item -> "{\"create\":" + item + "}")
                        .collect(Collectors.joining(",", "{\"errors\":true,\"items\":[", "]}")));
    }

    private static String item(int status, String type, String reason) {
        return "{\"status\":" + status + ",\"error\":{\"type\":\"" + type + "\",\"reason\":\"" + reason + "\"}}";
    }
}
