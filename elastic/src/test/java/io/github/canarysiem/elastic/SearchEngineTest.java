package io.github.canarysiem.elastic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.canarysiem.Incident;
import io.github.canarysiem.User;
import io.github.canarysiem.elastic.testing.Relay;
import io.github.canarysiem.elastic.testing.SearchEngine;
import io.github.canarysiem.spi.IncidentSink;
import io.github.canarysiem.spi.Outcome;
import io.github.canarysiem.testing.Incidents;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a real search engine makes of what is sent to it. */
@Timeout(180)
class SearchEngineTest {
    private final SearchEngine node = SearchEngine.shared();
    private final String stream = TestStreams.next(node);
    private final String index = TestStreams.nextIndex();

    SearchEngineTest() throws Exception {}

    @ParameterizedTest
    @ValueSource(strings = {"ecs", "ocsf"})
    void aDataStreamIsMadeOfTheFirstIncidentAndHoldsEachOnce(String format) throws Exception {
        for (int start = 0; start < 2; start++) {
            try (IncidentSink sink = toStream(Map.of("format", format))) {
                assertThat(sink.deliver(Incidents.hits(0, 200))).hasSize(200).containsOnly(Outcome.delivered());
            }
        }
        assertThat(node.ids(stream)).isEqualTo(ids(Incidents.hits(0, 200)));
        assertThat(node.call("GET", "/_data_stream/" + stream, "").path("data_streams"))
                .hasSize(1);
    }

    @Test
    void aPlainIndexWillDo() throws Exception {
        try (IncidentSink sink = toIndex()) {
            assertThat(sink.deliver(Incidents.hits(0, 5))).hasSize(5).containsOnly(Outcome.delivered());
            assertThat(sink.deliver(Incidents.hits(0, 5))).hasSize(5).containsOnly(Outcome.delivered());
            assertThat(sink.probe()).contains("index " + index + " is there");
        }
        assertThat(node.ids(index)).isEqualTo(ids(Incidents.hits(0, 5)));
    }

    @Test
    void anAnswerThatWasLostBeforeARolloverMakesNoDuplicate() throws Exception {
        try (Relay relay = Relay.to(node.url());
                IncidentSink sink = Sinks.to(List.of(relay.url()), Map.of("data-stream", stream))) {
            sink.deliver(RecentIncidents.hits(0, 1));
            List<Incident> batch = RecentIncidents.hits(10, 20);
            relay.loseAnswers();
            assertThat(sink.deliver(batch)).hasSize(20).hasOnlyElementsOfType(Outcome.Retry.class);
            relay.mend();
            node.call("POST", "/" + stream + "/_rollover", "");
            assertThat(sink.deliver(batch)).hasSize(20).containsOnly(Outcome.delivered());
        }
        assertThat(node.ids(stream)).hasSize(21).doesNotHaveDuplicates();
    }

    /** What was stored a moment ago is not searchable yet. */
    @Test
    void aRestartAndRolloversMakeNoDuplicateOfWhatNoSearchFindsYet() throws Exception {
        for (int start = 0; start < 4; start++) {
            try (IncidentSink sink = toStream(Map.of())) {
                assertThat(sink.deliver(Incidents.hits(start * 10, 20)))
                        .hasSize(20)
                        .containsOnly(Outcome.delivered());
            }
            node.call("POST", "/" + stream + "/_rollover", "");
        }
        assertThat(node.ids(stream)).hasSize(50).doesNotHaveDuplicates();
    }

    @Test
    void anAliasThatIsRolledOverTakesEachOnce() throws Exception {
        node.call("PUT", "/" + index + "-000001", "{\"aliases\":{\"" + index + "\":{\"is_write_index\":true}}}");
        for (int start = 0; start < 3; start++) {
            try (IncidentSink sink = toIndex()) {
                assertThat(sink.deliver(Incidents.hits(0, 10))).hasSize(10).containsOnly(Outcome.delivered());
            }
            node.call("POST", "/" + index + "/_rollover", "");
        }
        assertThat(node.ids(index)).hasSize(10).doesNotHaveDuplicates();
    }

    @Test
    void whatTheMappingRefusesGoesAlone() throws Exception {
        node.call(
                "PUT",
                "/" + index,
                "{\"mappings\":{\"properties\":{\"user\":{\"properties\":{\"name\":{\"type\":\"long\"}}}}}}");
        List<Incident> batch = new ArrayList<>(Incidents.hits(0, 50));
        batch.add(25, withUser(Incidents.hit(1_000)));
        List<Outcome> outcomes;
        try (IncidentSink sink = toIndex()) {
            outcomes = sink.deliver(batch);
        }
        assertThat(outcomes.get(25))
                .isInstanceOfSatisfying(
                        Outcome.Rejected.class,
                        rejected -> assertThat(rejected.reason())
                                .contains(
                                        node.isElasticsearch()
                                                ? "document_parsing_exception"
                                                : "mapper_parsing_exception",
                                        "user.name"));
        assertThat(outcomes).filteredOn(Outcome.delivered()::equals).hasSize(50);
        assertThat(node.ids(index)).isEqualTo(ids(Incidents.hits(0, 50)));
    }

    /** So a cluster does when its disk is full. */
    @Test
    void anIndexThatIsReadOnlyHoldsEverythingUntilItIsNot() throws Exception {
        node.call("PUT", "/" + index, "");
        try (IncidentSink sink = toIndex()) {
            node.call("PUT", "/" + index + "/_settings", "{\"index.blocks.read_only_allow_delete\":true}");
            assertThat(sink.deliver(Incidents.hits(0, 3)))
                    .hasSize(3)
                    .allSatisfy(outcome -> assertThat(outcome.toString())
                            .startsWith("Retry")
                            .contains("cluster_block_exception", "make room on the cluster's disks"));
            node.call("PUT", "/" + index + "/_settings", "{\"index.blocks.read_only_allow_delete\":null}");
            assertThat(sink.deliver(Incidents.hits(0, 3))).hasSize(3).containsOnly(Outcome.delivered());
        }
    }

    @Test
    void whereNothingIsMadeByItselfEverythingIsHeldUntilItIsMade() throws Exception {
        node.call("PUT", "/_cluster/settings", "{\"persistent\":{\"action.auto_create_index\":\"false\"}}");
        try (IncidentSink sink = toIndex()) {
            assertThat(sink.deliver(Incidents.hits(0, 3)))
                    .hasSize(3)
                    .allSatisfy(outcome -> assertThat(outcome.toString())
                            .startsWith("Retry")
                            .contains("index_not_found_exception", "action.auto_create_index"));
            node.call("PUT", "/" + index, "");
            assertThat(sink.deliver(Incidents.hits(0, 3))).hasSize(3).containsOnly(Outcome.delivered());
        } finally {
            node.call("PUT", "/_cluster/settings", "{\"persistent\":{\"action.auto_create_index\":null}}");
        }
    }

    @Test
    void aDataStreamThatNoTemplateMakesIsNotMadeAnIndex() throws Exception {
        Map<String, String> settings = Map.of("data-stream", "stream-without-template-" + index);
        try (IncidentSink sink = Sinks.to(List.of(node.url()), settings)) {
            assertThatExceptionOfType(IOException.class)
                    .isThrownBy(() -> sink.deliver(Incidents.hits(0, 1)))
                    .withMessageContaining("no index template makes it");
            assertThatExceptionOfType(IOException.class).isThrownBy(sink::probe);
        }
        JsonNode there = node.call("GET", "/_cat/indices?format=json", "");
        assertThat(there.toString()).doesNotContain("stream-without-template");
    }

    @Test
    void aProbeSaysWhatIsThereAndWhatWillBe() throws Exception {
        JsonNode greeting = node.call("GET", "/", "");
        String version = greeting.at("/version/number").asText() + " ("
                + greeting.path("name").asText() + ")";
        try (IncidentSink sink = toStream(Map.of())) {
            assertThat(sink.probe())
                    .contains((node.isElasticsearch() ? "Elasticsearch " : "OpenSearch ") + version)
                    .contains("will be made by the first incident", "test-streams");
            sink.deliver(Incidents.hits(0, 1));
            assertThat(sink.probe())
                    .contains("data stream " + stream + " is there"
                            + (node.isComplete() ? ", by the template test-streams" : ""));
        }
    }

    private IncidentSink toStream(Map<String, String> more) {
        Map<String, String> settings = new HashMap<>(more);
        settings.put("data-stream", stream);
        return Sinks.to(List.of(node.url()), settings);
    }

    private IncidentSink toIndex() {
        return Sinks.to(List.of(node.url()), Map.of("index", index));
    }

    private static List<String> ids(List<Incident> incidents) {
        return incidents.stream().map(Batch::id).toList();
    }

    private static Incident withUser(Incident hit) {
        return Incident.of(hit.id(), hit.kind(), hit.severity(), hit.occurredAt(), hit.observedAt())
                .token(hit.token())
                .user(new User("alice", "1000", null, null))
                .build();
    }
}
