package io.github.canarysiem.templates.elastic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.canarysiem.Host;
import io.github.canarysiem.Incident;
import io.github.canarysiem.IncidentId;
import io.github.canarysiem.Kind;
import io.github.canarysiem.Monitor;
import io.github.canarysiem.Severity;
import io.github.canarysiem.elastic.ContentPart;
import io.github.canarysiem.elastic.ContentStep;
import io.github.canarysiem.elastic.ContentStep.Result;
import io.github.canarysiem.elastic.ContentStore;
import io.github.canarysiem.elastic.ElasticProvider;
import io.github.canarysiem.elastic.ecs.EcsFormat;
import io.github.canarysiem.elastic.form.DocumentField;
import io.github.canarysiem.elastic.testing.OpenSearchProcess;
import io.github.canarysiem.elastic.testing.Samples;
import io.github.canarysiem.spi.IncidentSink;
import io.github.canarysiem.spi.Outcome;
import io.github.canarysiem.spi.Settings;
import io.github.canarysiem.templates.Generation;
import io.github.canarysiem.templates.Packs;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.Timeout;

/** What a real OpenSearch makes of the pack. Its build has no plug-ins: it has neither policies nor roles. */
@Timeout(180)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class OpenSearchContentTest {
    private static final String STREAM = "logs-canarytokens.alert-default";
    private static final List<String> TEMPLATES = List.of(
            "_component_template/canarytokens-mappings",
            "_component_template/canarytokens-settings",
            "_index_template/canarytokens");

    private static OpenSearchProcess node;

    @BeforeAll
    static void startNode() throws Exception {
        node = OpenSearchProcess.shared();
    }

    @Test
    @Order(1)
    void theTemplatesAreTakenAndTheSecondTimeNothingChanges() throws Exception {
        assertThat(results(install(true, "opensearch", parts("opensearch", "0"), false)))
                .containsEntry("_plugins/_ism/policies/canarytokens", Result.UNSUPPORTED)
                .containsEntry("_plugins/_security/api/roles/canarytokens-writer", Result.UNSUPPORTED)
                .containsAllEntriesOf(all(Result.CREATED));
        assertThat(results(install(true, "opensearch", parts("opensearch", "0"), false)))
                .containsAllEntriesOf(all(Result.UNCHANGED));
    }

    @Test
    @Order(2)
    void whatDiffersIsReplacedOnlyByForce() throws Exception {
        List<ContentPart> others = parts("opensearch", "3");

        assertThatIOException()
                .isThrownBy(() -> install(true, "opensearch", others, false))
                .withMessageContaining("_component_template/canarytokens-settings: nothing was written")
                .withMessageContaining("--force");
        assertThat(replicas()).isEqualTo("0");
        assertThat(results(install(true, "opensearch", others, true)))
                .containsEntry("_component_template/canarytokens-settings", Result.REPLACED)
                .containsEntry("_index_template/canarytokens", Result.UNCHANGED);
        assertThat(replicas()).isEqualTo("3");
        install(true, "opensearch", parts("opensearch", "0"), true);
    }

    @Test
    @Order(3)
    void thePackOfTheOtherProductIsRefused() throws Exception {
        List<ContentPart> parts = parts("elastic", "0");

        assertThatIOException()
                .isThrownBy(() -> install(false, "elastic", parts, true))
                .withMessageContaining("the cluster is OpenSearch 2.19.1")
                .withMessageContaining("take the pack opensearch");
    }

    /** With a strict mapping, which refuses a document that has any field that is not mapped. */
    @Test
    @Order(4)
    void everyIncidentFitsTheMappingAndTheStreamIsMadeOfTheTemplate() throws Exception {
        List<ContentPart> strict = parts("opensearch", "0").stream()
                .map(part -> new ContentPart(
                        part.path(), part.body().replace("\"dynamic\": false", "\"dynamic\": \"strict\"")))
                .toList();
        install(true, "opensearch", strict, true);
        List<Incident> samples = samples();
        try (IncidentSink sink = sink()) {
            assertThat(sink.deliver(samples)).hasSameSizeAs(samples).containsOnly(Outcome.delivered());
        }

        assertThat(node.ids(STREAM)).hasSameSizeAs(samples);
        assertThat(node.call("GET", "/_data_stream/" + STREAM, "")
                        .at("/data_streams/0/template")
                        .asText())
                .isEqualTo("canarytokens");
    }

    @Test
    @Order(5)
    void eachFieldIsOfItsType() throws Exception {
        JsonNode shown =
                node.call("GET", "/" + STREAM + "/_field_caps?fields=*", "").path("fields");

        for (DocumentField field : EcsFormat.fields()) {
            assertThat(shown.path(field.path()).fieldNames())
                    .toIterable()
                    .as(field.path())
                    .containsExactly(new OpenSearchProof().type(field.type()));
        }
        assertThat(node.call(
                                "POST",
                                "/" + STREAM + "/_count",
                                "{\"query\":{\"term\":{\"source.ip\":\"2001:db8::/32\"}}}")
                        .path("count")
                        .asInt())
                .isPositive();
    }

    /** As the pack is generated, with a document that nobody of ours wrote. */
    @Test
    @Order(6)
    void aFieldThatNobodyKnowsIsKeptAndNotMapped() throws Exception {
        install(true, "opensearch", parts("opensearch", "0"), true);
        node.call("POST", "/" + STREAM + "/_rollover", "");
        node.call(
                "POST",
                "/" + STREAM + "/_doc?refresh=true",
                "{\"@timestamp\":\"2026-11-22T00:00:00Z\",\"message\":\"m\",\"strange\":{\"a\":1},\"canary\":{\"b\":{\"c\":\"d\"}}}");

        assertThat(node.call("GET", "/" + STREAM + "/_field_caps?fields=strange*,canary.b,canary.b.*", "")
                        .path("fields"))
                .isEmpty();
    }

    /** Names that both schemas have must not stand in each other's way. */
    @Test
    @Order(7)
    void theSameMappingRefusesNoFindingOfOcsf() throws Exception {
        String stream = "logs-canarytokens.finding-default";
        node.call(
                "PUT",
                "/_index_template/findings",
                "{\"index_patterns\":[\"" + stream
                        + "\"],\"data_stream\":{},\"composed_of\":[\"canarytokens-mappings\"]}");
        List<Incident> samples = samples();
        try (IncidentSink sink = sink("data-stream", stream, "format", "ocsf")) {
            assertThat(sink.deliver(samples)).hasSameSizeAs(samples).containsOnly(Outcome.delivered());
        }
        assertThat(node.ids(stream)).hasSameSizeAs(samples);
    }

    /** The trigger's condition stands where the plug-in, which this build has not, puts it: into a selector of buckets. */
    @Test
    @Order(8)
    void theMonitorFindsThoseThatAreSilentAndNoOthers() throws Exception {
        String stream = "logs-canarytokens.silence-default";
        node.call(
                "PUT",
                "/_index_template/silence",
                "{\"index_patterns\":[\"" + stream
                        + "\"],\"data_stream\":{},\"composed_of\":[\"canarytokens-mappings\"]}");
        Instant now = Instant.now();
        try (IncidentSink sink = sink("data-stream", stream)) {
            sink.deliver(List.of(
                    heartbeat("files", "web-1", now.minusSeconds(3_600)),
                    heartbeat("files", "web-2", now.minusSeconds(3_600)),
                    heartbeat("files", "web-2", now.minusSeconds(60)),
                    heartbeat("more", "web-1", now.minusSeconds(2))));
        }
        node.call("POST", "/" + stream + "/_refresh", "");

        JsonNode monitor = new ObjectMapper().readTree(generated("opensearch", "monitor-silence.json"));
        ObjectNode search = (ObjectNode) monitor.at("/inputs/0/search/query");
        JsonNode condition = monitor.at("/triggers/0/bucket_level_trigger/condition");
        ((ObjectNode) search.at("/aggregations/composite_agg/aggregations"))
                .putObject("selected")
                .putObject("bucket_selector")
                .set("buckets_path", condition.path("buckets_path"));
        ((ObjectNode) search.at("/aggregations/composite_agg/aggregations/selected/bucket_selector"))
                .set("script", condition.path("script"));

        JsonNode found = node.call("POST", "/" + stream + "/_search", search.toString());
        assertThat(found.at("/aggregations/composite_agg/buckets"))
                .extracting(bucket -> bucket.at("/key/monitor").asText() + " on "
                        + bucket.at("/key/machine").asText())
                .containsExactly("files on web-1");
    }

    private static Incident heartbeat(String monitor, String machine, Instant at) {
        String id = IncidentId.of("heartbeat", monitor, machine, at.toString());
        return Incident.of(id, Kind.MONITOR_HEARTBEAT, Severity.INFORMATIONAL, at, at)
                .monitor(new Monitor(monitor, null))
                .host(new Host(machine, null))
                .build();
    }

    private static String generated(String pack, String path) throws Exception {
        return Generation.of(Packs.bundled().pack(pack)).generate().files().stream()
                .filter(file -> file.path().equals(path))
                .findFirst()
                .orElseThrow()
                .text();
    }

    /** One of each id. */
    private static List<Incident> samples() throws Exception {
        return List.copyOf(Samples.all().stream()
                .collect(Collectors.toMap(Incident::id, incident -> incident, (one, other) -> one, LinkedHashMap::new))
                .values());
    }

    private static List<ContentStep> install(boolean openSearch, String pack, List<ContentPart> parts, boolean force)
            throws Exception {
        assertThat(parts).as(pack).hasSize(5);
        try (IncidentSink sink = sink()) {
            return ((ContentStore) sink).install(openSearch, parts, force);
        }
    }

    private static IncidentSink sink(String... more) {
        Map<String, Object> settings =
                new LinkedHashMap<>(Map.of("url", node.url().toString()));
        for (int i = 0; i < more.length; i += 2) {
            settings.put(more[i], more[i + 1]);
        }
        return new ElasticProvider().create(Settings.of("search", settings));
    }

    private static List<ContentPart> parts(String pack, String replicas) throws Exception {
        return Generation.of(Packs.bundled().pack(pack)).set("replicas", replicas).generate().files().stream()
                .filter(file -> file.path().startsWith("api/"))
                .map(file -> new ContentPart(file.path().replaceAll("^api/|\\.json$", ""), file.text()))
                .toList();
    }

    private static String replicas() throws Exception {
        return node.call("GET", "/_component_template/canarytokens-settings", "")
                .at("/component_templates/0/component_template/template/settings/index/number_of_replicas")
                .asText();
    }

    private static Map<String, Result> results(List<ContentStep> steps) {
        return steps.stream().collect(Collectors.toMap(ContentStep::path, ContentStep::result));
    }

    private static Map<String, Result> all(Result result) {
        return TEMPLATES.stream().collect(Collectors.toMap(path -> path, path -> result));
    }
}
