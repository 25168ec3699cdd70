package io.github.canarysiem.templates.elastic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.canarysiem.templates.GeneratedFile;
import io.github.canarysiem.templates.Generation;
import io.github.canarysiem.templates.GenerationException;
import io.github.canarysiem.templates.Packs;
import io.github.canarysiem.templates.Proof;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The packs for Elasticsearch and OpenSearch, and faults that their proofs have to find. */
class SearchProofTest {
    @ParameterizedTest
    @ValueSource(strings = {"elastic", "opensearch"})
    void thePackHoldsTogether(String pack) throws Exception {
        List<GeneratedFile> files = Generation.of(Packs.bundled().pack(pack))
                .set("data-stream", "logs-honey.alert-soc")
                .set("retention-days", "30")
                .generate()
                .files();

        assertThat(file(files, "_index_template/canarytokens.json").text())
                .contains("\"index_patterns\": [\"logs-honey.alert-soc\"]");
        assertThat(file(files, "canarytokens-mappings.json").text())
                .contains("\"source.ip\": {\"type\":\"ip\"}", "\"canary.http.headers.name\": {\"type\":\"keyword\"");
        assertThat(file(files, "canarytokens.json").text()).contains("\"30d\"");
        assertThat(file(files, "dashboard.ndjson").text()).contains("\"title\": \"logs-honey.alert-soc\"");
        assertThat(files).allSatisfy(file -> assertThat(file.text()).doesNotContain("{{", "{%"));
    }

    @Test
    void theTypesAreThoseOfTheProduct() throws Exception {
        assertThat(file(files("elastic"), "mappings.json").text())
                .contains("\"message\": {\"type\":\"match_only_text\"}", "\"url.original\": {\"type\":\"wildcard\"}");
        assertThat(file(files("opensearch"), "mappings.json").text())
                .contains("\"message\": {\"type\":\"text\"}", "\"url.original\": {\"type\":\"keyword\"");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "mappings.json|\"source.ip\": {\"type\":\"ip\"}|\"source.ip\": {\"type\":\"keyword\"}|does not map source.ip as ip",
                "mappings.json|\"user.id\"|\"user.uid\"|maps user.uid, which is never written",
                "mappings.json|\"dynamic\": false|\"dynamic\": true|must have dynamic false",
                "mappings.json|\"mappings\": {|\"mappings\": |is no JSON",
                "_index_template/canarytokens.json|canarytokens-settings|canarytokens-others|composed of canarytokens-others",
                "_index_template/canarytokens.json|\"data_stream\": {},||makes no data stream",
                "settings.json|\"canarytokens\"|\"others\"|names the policy others",
                "rules.ndjson|event.action:|event.act:|names the field event.act",
                "rules.ndjson|\"source.ip\"|\"source.ipp\"|names the field source.ipp",
                "rules.ndjson|BY canary.monitor.name|BY canary.monitr.name|names the field canary.monitr.name",
                "dashboard.ndjson|\\\"event.code\\\"|\\\"event.cod\\\"|names the field event.cod",
                "dashboard.ndjson|\"id\": \"canarytokens-alarms\", \"mig|\"id\": \"canarytokens-x\", \"mig|refers to visualization canarytokens-alarms",
                "dashboard.ndjson|\"name\": \"panel_1\"|\"name\": \"panel_x\"|uses the reference panel_1"
            })
    void aFaultIsNotWritten(String file, String written, String instead, String fault) throws Exception {
        List<GeneratedFile> files = files("elastic");
        assertThat(file(files, file).text()).contains(written);
        List<GeneratedFile> faulty = files.stream()
                .map(each -> each.path().endsWith(file)
                        ? new GeneratedFile(
                                each.path(), each.text().replace(written, instead == null ? "" : instead), false)
                        : each)
                .toList();

        assertFault(new ElasticProof(), faulty, fault);
    }

    @Test
    void aMonitorNamesMappedFieldsAlone() throws Exception {
        List<GeneratedFile> faulty = files("opensearch").stream()
                .map(each -> each.path().equals("monitor.json")
                        ? new GeneratedFile(
                                each.path(), each.text().replace("\"event.severity\": {", "\"x\": {"), false)
                        : each)
                .toList();

        assertFault(new OpenSearchProof(), faulty, "monitor.json: names the field x");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Logs", "a b", "*", "-a", "a\",\"b", "logs-*", "a/b", ""})
    void aStreamHasAName(String name) throws Exception {
        assertThatExceptionOfType(GenerationException.class)
                .isThrownBy(() -> Generation.of(Packs.bundled().pack("elastic"))
                        .set("data-stream", name)
                        .generate());
    }

    private static void assertFault(Proof proof, List<GeneratedFile> files, String fault) {
        assertThatExceptionOfType(GenerationException.class)
                .isThrownBy(() -> proof.show(files, List.of()))
                .satisfies(refused -> assertThat(refused.faults()).anyMatch(each -> each.contains(fault)));
    }

    private static List<GeneratedFile> files(String pack) throws Exception {
        return Generation.of(Packs.bundled().pack(pack)).generate().files();
    }

    private static GeneratedFile file(List<GeneratedFile> files, String name) {
        return files.stream()
                .filter(file -> file.path().endsWith(name))
                .findFirst()
                .orElseThrow();
    }
}
