package io.github.canarysiem.elastic.ocsf;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.canarysiem.Incident;
import io.github.canarysiem.Kind;
import io.github.canarysiem.Severity;
import io.github.canarysiem.elastic.form.DocumentField;
import io.github.canarysiem.elastic.testing.Samples;
import io.github.canarysiem.json.IncidentJson;
import io.github.canarysiem.testing.Incidents;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Findings of every kind of incident, and of every captured token. */
class OcsfFormatTest {
    private static final OcsfSchema SCHEMA = new OcsfSchema();
    private static List<Incident> samples = List.of();

    private final OcsfFormat format = new OcsfFormat();

    @BeforeAll
    static void readSamples() throws Exception {
        samples = Samples.all();
    }

    @Test
    void everyFindingIsValid() {
        for (Incident sample : samples) {
            ObjectNode finding = format.document(sample);
            assertThat(finding.remove("@timestamp").isTextual()).isTrue();
            assertThat(SCHEMA.faults("detection_finding", finding)).isEmpty();
        }
    }

    @Test
    void noFindingHasAFieldThatIsNotDescribedAndEachDescribedOneIsWritten() {
        Set<String> described =
                OcsfFormat.fields().stream().map(DocumentField::path).collect(Collectors.toSet());
        Set<String> written = new HashSet<>();
        samples.forEach(sample -> written.addAll(Samples.paths(format.document(sample))));

        assertThat(described).containsAll(written);
        assertThat(written)
                .containsAll(described.stream()
                        .filter(path -> !path.startsWith(OcsfFormat.REST))
                        .toList());
    }

    @Test
    void nothingOfAnIncidentIsLost() {
        Map<String, Set<String>> homes = OcsfFormat.fields().stream()
                .collect(Collectors.groupingBy(
                        DocumentField::model, Collectors.mapping(DocumentField::path, Collectors.toSet())));
        for (Incident sample : samples) {
            ObjectNode finding = format.document(sample);
            if (finding.path("evidences").isArray()) {
                finding.set("evidences", finding.path("evidences").path(0));
            }
            Map<String, JsonNode> leaves = Samples.leaves(finding);
            Samples.leaves(IncidentJson.toTree(sample)).forEach((path, value) -> {
                Set<String> candidates = new HashSet<>(homes.getOrDefault(path, Set.of()));
                candidates.add(OcsfFormat.REST + "." + path);
                assertThat(candidates)
                        .as("somewhere is what " + path + " says: " + sample.id())
                        .anyMatch(home -> says(leaves.get(home), value));
            });
        }
    }

    @Test
    void aLaterRevisionUpdatesTheSameFinding() {
        Incident first = Incidents.hit(1);
        ObjectNode created = format.document(first);
        ObjectNode updated = format.document(first.asRevision(2, Kind.HIT_ENRICHED));

        assertThat(created.at("/type_uid").asLong()).isEqualTo(200_401);
        assertThat(updated.at("/type_uid").asLong()).isEqualTo(200_402);
        assertThat(updated.at("/activity_name").asText()).isEqualTo("Update");
        assertThat(updated.at("/finding_info/uid")).isEqualTo(created.at("/finding_info/uid"));
        assertThat(updated.at("/metadata/uid").asText()).isEqualTo(first.id() + "-2");
    }

    @Test
    void onlyWhatSomebodyHasToLookAtIsAnAlert() {
        assertThat(format.document(Incidents.hit(1)).at("/is_alert").asBoolean())
                .isTrue();
        assertThat(format.document(Incidents.full(Kind.MONITOR_STARTED))
                        .at("/is_alert")
                        .asBoolean())
                .isFalse();
        Incident hit = Incidents.hit(1);
        Incident ignored = Incident.of(hit.id(), hit.kind(), Severity.INFORMATIONAL, hit.occurredAt(), hit.observedAt())
                .build();
        assertThat(format.document(ignored).at("/is_alert").asBoolean()).isFalse();
        assertThat(format.document(ignored).at("/severity_id").asLong()).isEqualTo(1);
    }

    private static boolean says(@Nullable JsonNode home, JsonNode value) {
        return home != null
                && (home.equals(value) || (value.isValueNode() && home.asText().equals(value.asText())));
    }
}
