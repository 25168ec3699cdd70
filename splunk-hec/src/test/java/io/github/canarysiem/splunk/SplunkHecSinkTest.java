package io.github.canarysiem.splunk;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.canarysiem.Incident;
import io.github.canarysiem.json.IncidentJson;
import io.github.canarysiem.spi.IncidentSink;
import io.github.canarysiem.spi.Outcome;
import io.github.canarysiem.splunk.testing.SplunkServer;
import io.github.canarysiem.splunk.testing.SplunkServer.Answer;
import io.github.canarysiem.testing.CapturedIncidents;
import io.github.canarysiem.testing.Incidents;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What becomes of incidents at each answer that a collector can give. */
@Timeout(60)
class SplunkHecSinkTest {
    private SplunkServer splunk;

    @BeforeEach
    void start() throws Exception {
        splunk = SplunkServer.start();
    }

    @AfterEach
    void stop() {
        splunk.close();
    }

    @Test
    void sendsTheWholeIncidentInAStrictEnvelope() throws Exception {
        Incident incident = Incidents.hit(7);
        try (IncidentSink sink = Sinks.to(splunk, Map.of("index", "honey", "host", "ct.example"))) {
            assertThat(sink.deliver(List.of(incident))).containsExactly(Outcome.delivered());
        }
        JsonNode object = splunk.stored().get(0);
        assertThat(object.path("event")).isEqualTo(IncidentJson.toTree(incident));
        assertThat(object.path("time").isNumber()).isTrue();
        assertThat(object.path("time").decimalValue().longValue())
                .isEqualTo(incident.occurredAt().getEpochSecond());
        assertThat(object.path("index").asText()).isEqualTo("honey");
        assertThat(object.path("host").asText()).isEqualTo("ct.example");
        assertThat(object.path("sourcetype").asText()).isEqualTo("canarysiem:incident");
        assertThat(object.at("/fields/canary_id").asText()).isEqualTo(incident.id());
        assertThat(object.at("/fields/canary_revision").asText()).isEqualTo("1");
    }

    @Test
    void everyCapturedTokenArrivesComplete() throws Exception {
        List<Incident> captured = CapturedIncidents.all();
        splunk.acknowledges(false);
        try (IncidentSink sink = Sinks.to(splunk, Map.of("ack", false))) {
            assertThat(sink.deliver(captured)).hasSizeGreaterThan(60).containsOnly(Outcome.delivered());
        }
        assertThat(splunk.stored().stream().map(object -> object.path("event")))
                .containsExactlyElementsOf(
                        captured.stream().<JsonNode>map(IncidentJson::toTree).toList());
    }

    @Test
    void compressesAndKeepsToItsChannelOverRestarts() throws Exception {
        for (int start = 0; start < 2; start++) {
            try (IncidentSink sink = Sinks.to(splunk)) {
                sink.deliver(Incidents.hits(start * 10, 10));
            }
        }
        assertThat(splunk.requests()).allMatch(SplunkServer.Request::compressed);
        assertThat(splunk.requests().stream().map(SplunkServer.Request::channel).distinct())
                .hasSize(1);
    }

    @Test
    void keepsTheCookieOfALoadBalancer() throws Exception {
        try (IncidentSink sink = Sinks.to(splunk)) {
            sink.deliver(Incidents.hits(0, 1));
            sink.deliver(Incidents.hits(1, 1));
        }
        assertThat(splunk.requests().get(1).cookie()).contains("indexer=");
    }

    @Test
    void splitsABatchByItsBytes() throws Exception {
        try (IncidentSink sink = Sinks.to(splunk, Map.of("batch-bytes", "4KiB"))) {
            assertThat(sink.deliver(Incidents.hits(0, 50))).hasSize(50).containsOnly(Outcome.delivered());
        }
        assertThat(splunk.requests().size()).isGreaterThan(5);
        assertThat(splunk.requests()).allMatch(request -> request.bytes() <= 4 << 10);
    }

    @Test
    void sendsByTypeToOtherIndexes() throws Exception {
        try (IncidentSink sink =
                Sinks.to(splunk, Map.of("index", "main", "index-by-type", Map.of(type(Incidents.hit(0)), "honey")))) {
            sink.deliver(Incidents.hits(0, 1));
        }
        assertThat(splunk.stored().get(0).path("index").asText()).isEqualTo("honey");
    }

    @Test
    void anIndexThatIsRefusedIsLeftOutForThatIncidentAlone() throws Exception {
        try (IncidentSink sink =
                Sinks.to(splunk, Map.of("index-by-type", Map.of(type(Incidents.hit(0)), "forbidden")))) {
            assertThat(sink.deliver(Incidents.hits(0, 3))).hasSize(3).containsOnly(Outcome.delivered());
        }
        assertThat(splunk.stored()).hasSize(3).allMatch(object -> !object.has("index"));
    }

    @ParameterizedTest
    @CsvSource({"6, 0", "12, 1", "13, 2", "15, 3"})
    void aFaultyObjectGoesAloneAndNothingTwice(int code, int culprit) throws Exception {
        splunk.answer(new Answer(
                400, Map.of(), "{\"text\":\"no\",\"code\":" + code + ",\"invalid-event-number\":" + culprit + "}"));
        List<Outcome> outcomes;
        try (IncidentSink sink = Sinks.to(splunk)) {
            outcomes = sink.deliver(Incidents.hits(0, 4));
        }
        assertThat(outcomes.get(culprit)).isInstanceOf(Outcome.Rejected.class);
        assertThat(outcomes).filteredOn(Outcome.delivered()::equals).hasSize(3);
        // The scripted answer stored nothing; what it counts as taken must not be sent again.
        assertThat(splunk.stored()).hasSize(3 - culprit);
    }

    @Test
    void looksForACulpritThatSplunkDoesNotName() throws Exception {
        splunk.answer(
                Answer.of(400, 6, "Invalid data format"),
                Answer.of(400, 6, "Invalid data format"),
                Answer.of(400, 6, "Invalid data format"));
        List<Outcome> outcomes;
        try (IncidentSink sink = Sinks.to(splunk)) {
            outcomes = sink.deliver(Incidents.hits(0, 4));
        }
        assertThat(outcomes.get(0)).isInstanceOf(Outcome.Rejected.class);
        assertThat(outcomes.subList(1, 4)).containsOnly(Outcome.delivered());
    }

    @ParameterizedTest
    @CsvSource({
        "403, 1", "401, 2", "401, 3", "403, 4", "400, 5", "500, 8", "503, 9", "400, 10", "400, 11", "400, 14",
        "400, 16", "503, 18", "503, 19", "503, 20", "400, 21", "400, 22", "503, 23", "429, 26", "429, 27"
    })
    void whatIsNotTheIncidentsFaultIsTriedAgainAndNothingIsLost(int status, int code) throws Exception {
        splunk.answer(Answer.of(status, code, "no"));
        try (IncidentSink sink = Sinks.to(splunk)) {
            assertThat(sink.deliver(Incidents.hits(0, 3)))
                    .hasSize(3)
                    .allSatisfy(outcome -> assertThat(outcome)
                            .isInstanceOfSatisfying(
                                    Outcome.Retry.class,
                                    retry -> assertThat(retry.reason())
                                            .contains("code " + code)
                                            .doesNotContain("\n")));
            assertThat(sink.deliver(Incidents.hits(0, 3))).hasSize(3).containsOnly(Outcome.delivered());
        }
        assertThat(splunk.stored()).hasSize(3);
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 307, 404, 405, 408, 415, 429, 502, 503, 504})
    void anAnswerThatIsNotSplunksIsNoVerdictOnIncidents(int status) throws Exception {
        splunk.answer(new Answer(status, Map.of("Location", "http://127.0.0.1:1/"), "<html>\n</html>"));
        try (IncidentSink sink = Sinks.to(splunk)) {
            assertThat(sink.deliver(Incidents.hits(0, 2))).hasSize(2).hasOnlyElementsOfType(Outcome.Retry.class);
        }
        assertThat(splunk.stored()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "7|7",
                "0|0",
                "999999|600",
                "soon|",
                "-3|",
                "Thu, 01 Jan 1970 00:00:00 GMT|0",
                "''|",
                "99999999999|600"
            })
    void waitsAsLongAsItIsAskedToIfThatCanBeRead(String header, Long seconds) throws Exception {
        splunk.answer(new Answer(503, Map.of("Retry-After", header), "{\"text\":\"Server is busy\",\"code\":9}"));
        try (IncidentSink sink = Sinks.to(splunk)) {
            Outcome.Retry retry =
                    (Outcome.Retry) sink.deliver(Incidents.hits(0, 1)).get(0);
            assertThat(retry.after()).isEqualTo(seconds == null ? null : Duration.ofSeconds(seconds));
        }
    }

    @Test
    void aFullChannelIsLeftForANewOne() throws Exception {
        splunk.answer(Answer.of(429, 27, "ack channel at capacity"));
        try (IncidentSink sink = Sinks.to(splunk)) {
            sink.deliver(Incidents.hits(0, 1));
            sink.deliver(Incidents.hits(0, 1));
        }
        assertThat(splunk.requests().stream().map(SplunkServer.Request::channel).distinct())
                .hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(ints = {24, 25})
    void aQueueThatIsNearlyFullStillTakes(int code) throws Exception {
        splunk.answer(Answer.of(200, code, "approaching capacity"));
        splunk.acknowledges(false);
        try (IncidentSink sink = Sinks.to(splunk)) {
            assertThat(sink.deliver(Incidents.hits(0, 1))).containsExactly(Outcome.delivered());
        }
    }

    @Test
    void whatIsNotAcknowledgedIsPendingAndOthersGoAhead() throws Exception {
        splunk.indexes(false);
        try (IncidentSink sink = Sinks.to(splunk)) {
            assertThat(sink.deliver(Incidents.hits(0, 2))).hasSize(2).hasOnlyElementsOfType(Outcome.Pending.class);
            assertThat(sink.deliver(Incidents.hits(0, 4))).hasSize(4).hasOnlyElementsOfType(Outcome.Pending.class);
            assertThat(splunk.stored()).as("sent once").hasSize(4);
            splunk.indexes(true);
            assertThat(sink.deliver(Incidents.hits(0, 4))).hasSize(4).containsOnly(Outcome.delivered());
        }
        assertThat(splunk.stored()).hasSize(4);
    }

    @Test
    void whatIsNeverAcknowledgedIsSentAgain() throws Exception {
        splunk.indexes(false);
        try (IncidentSink sink = Sinks.to(splunk, Map.of("ack-timeout", "100ms"))) {
            sink.deliver(Incidents.hits(0, 1));
            splunk.indexes(true);
            assertThat(sink.deliver(Incidents.hits(0, 1))).containsExactly(Outcome.delivered());
        }
        assertThat(splunk.stored()).hasSize(2);
        assertThat(splunk.stored().get(0).at("/fields/canary_id"))
                .isEqualTo(splunk.stored().get(1).at("/fields/canary_id"));
    }

    @Test
    void withoutAcknowledgementsReceivedCountsAsDelivered() throws Exception {
        splunk.acknowledges(false);
        for (boolean asked : List.of(true, false)) {
            try (IncidentSink sink = Sinks.to(splunk, Map.of("ack", asked))) {
                assertThat(sink.deliver(Incidents.hits(0, 1))).containsExactly(Outcome.delivered());
                assertThat(sink.probe()).contains("takes the token");
            }
        }
    }

    @Test
    void ofSeveralCollectorsTheNextServesWhenOneIsGone() throws Exception {
        try (SplunkServer second = SplunkServer.start();
                IncidentSink sink = Sinks.toAll(splunk, second)) {
            sink.deliver(Incidents.hits(0, 1));
            splunk.stop();
            assertThat(sink.deliver(Incidents.hits(1, 1))).containsExactly(Outcome.delivered());
            second.stop();
            splunk.resume();
            assertThat(sink.deliver(Incidents.hits(2, 1))).containsExactly(Outcome.delivered());
            assertThat(splunk.stored()).hasSize(2);
            assertThat(second.stored()).hasSize(1);
        }
    }

    @Test
    void anEndlessAnswerFillsNoMemory() throws Exception {
        splunk.answer(new Answer(500, Map.of(), "x".repeat(16 << 20)));
        try (IncidentSink sink = Sinks.to(splunk)) {
            assertThat(sink.deliver(Incidents.hits(0, 1))).hasOnlyElementsOfType(Outcome.Retry.class);
        }
    }

    @Test
    void aWrongTokenIsSaidWithoutShowingIt() throws Exception {
        try (IncidentSink sink = Sinks.to(splunk, Map.of("token", "wrong-but-secret"))) {
            Outcome.Retry retry =
                    (Outcome.Retry) sink.deliver(Incidents.hits(0, 1)).get(0);
            assertThat(retry.reason())
                    .contains("code 4", "give a valid, enabled HEC token")
                    .doesNotContain("wrong-but-secret");
        }
    }

    private static String type(Incident incident) {
        return incident.token() == null ? "" : String.valueOf(incident.token().type());
    }
}
