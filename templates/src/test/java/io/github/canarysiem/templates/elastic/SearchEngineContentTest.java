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
import io.github.canarysiem.elastic.testing.Samples;
import io.github.canarysiem.elastic.testing.SearchEngine;
import io.github.canarysiem.spi.IncidentSink;
import io.github.canarysiem.spi.Outcome;
import io.github.canarysiem.spi.Settings;
import io.github.canarysiem.templates.Generation;
import io.github.canarysiem.templates.Packs;
import io.github.canarysiem.testing.Needs;
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

/** What a real search engine makes of its pack. Ours has no plug-ins, or not all modules: it has neither policies nor roles. */
@Timeout(180)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class SearchEngineContentTest {
    private static final String STREAM = "logs-canarytokens.alert-default";
    private static final List<String> TEMPLATES = List.of(
            "_component_template/canarytokens-mappings",
            "_component_template/canarytokens-settings",
            "_index_template/canarytokens");

    private static SearchEngine node;
    private static String pack;
    private static String policy;
    private static String role;

    @BeforeAll
    static void startNode() throws Exception {
        node = SearchEngine.shared();
        pack = node.isElasticsearch() ? "elastic" : "opensearch";
        policy = node.isElasticsearch() ? "_ilm/policy/canarytokens" : "_plugins/_ism/policies/canarytokens";
        role = (node.isElasticsearch() ? "_security/role/" : "_plugins/_security/api/roles/") + "canarytokens-writer";
    }

    @Test
    @Order(1)
    void theTemplatesAreTakenAndTheSecondTimeNothingChanges() throws Exception {
        assertThat(results(install(parts("0"), false)))
                .containsEntry(
                        policy, node.isElasticsearch() && node.isComplete() ? Result.CREATED : Result.UNSUPPORTED)
                .containsEntry(role, Result.UNSUPPORTED)
                .containsAllEntriesOf(all(Result.CREATED));
        assertThat(results(install(parts("0"), false))).containsAllEntriesOf(all(Result.UNCHANGED));
    }

    @Test
    @Order(2)
    void whatDiffersIsReplacedOnlyByForce() throws Exception {
        List<ContentPart> others = parts("3");

        assertThatIOException()
                .isThrownBy(() -> install(others, false))
                .withMessageContaining("_component_template/canarytokens-settings: nothing was written")
                .withMessageContaining("--force");
        assertThat(replicas()).isEqualTo("0");
        assertThat(results(install(others, true)))
                .containsEntry("_component_template/canarytokens-settings", Result.REPLACED)
                .containsEntry("_index_template/canarytokens", Result.UNCHANGED);
        assertThat(replicas()).isEqualTo("3");
        install(parts("0"), true);
    }

    @Test
    @Order(3)
    void thePackOfTheOtherProductIsRefused() throws Exception {
        String version = node.call("GET", "/", "").at("/version/number").asText();
        List<ContentPart> parts = parts("0");

        try (IncidentSink sink = sink()) {
            assertThatIOException()
                    .isThrownBy(() -> ((ContentStore) sink).install(node.isElasticsearch(), parts, true))
                    .withMessageContaining(
                            "the cluster is " + (node.isElasticsearch() ? "Elasticsearch " : "OpenSearch ") + version)
                    .withMessageContaining("take the pack " + pack + " instead");
        }
    }

    /** With a strict mapping, which refuses a document that has any field that is not mapped. */
    @Test
    @Order(4)
    void everyIncidentFitsTheMappingAndTheStreamIsMadeOfTheTemplate() throws Exception {
        List<ContentPart> strict = parts("0").stream()
                .map(part -> new ContentPart(
                        part.path(), part.body().replace("\"dynamic\": false", "\"dynamic\": \"strict\"")))
                .toList();
        install(strict, true);
        List<Incident> samples = samples();
        try (IncidentSink sink = sink()) {
            assertThat(sink.deliver(samples)).hasSameSizeAs(samples).containsOnly(Outcome.delivered());
        }

        assertThat(node.ids(STREAM)).hasSameSizeAs(samples);
        assertThat(node.call("GET", "/" + STREAM + "/_mapping", "").findValuesAsText("dynamic"))
                .containsExactly("strict");
        if (node.isComplete()) {
            assertThat(node.call("GET", "/_data_stream/" + STREAM, "")
                            .at("/data_streams/0/template")
                            .asText())
                    .isEqualTo("canarytokens");
        }
    }

    /** Elasticsearch shows its own types as those they are kinds of, which are OpenSearch's. */
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
        install(parts("0"), true);
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
        Needs.that(!node.isElasticsearch(), "the tool OpenSearch: only its pack has monitors");
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

    private static List<ContentStep> install(List<ContentPart> parts, boolean force) throws Exception {
        assertThat(parts).hasSize(5);
        try (IncidentSink sink = sink()) {
            return ((ContentStore) sink).install(!node.isElasticsearch(), parts, force);
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

    private static List<ContentPart> parts(String replicas) throws Exception {
        return Generation.of(Packs.bundled().pack(pack)).set("replicas", replicas).generate().files().stream()
                .filter(file -> file.path().startsWith("api/"))
                .map(file -> new ContentPart(file.path().replaceAll("^api/|\\.json$", ""), reduced(file.text())))
                .toList();
    }

    /** To what this node has. */
    private static String reduced(String text) {
        return node.isComplete()
                ? text
                : text.replace("\"match_only_text\"", "\"text\"")
                        .replace("\"wildcard\"", "\"keyword\"")
                        .replaceAll("\"lifecycle\": \\{[^}]*},", "");
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
