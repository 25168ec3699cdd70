package io.github.canarysiem.elastic.ecs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.canarysiem.FileActivity;
import io.github.canarysiem.Geo;
import io.github.canarysiem.Incident;
import io.github.canarysiem.IncidentBuilder;
import io.github.canarysiem.IpLiteral;
import io.github.canarysiem.Kind;
import io.github.canarysiem.Source;
import io.github.canarysiem.elastic.form.DocumentField;
import io.github.canarysiem.elastic.form.Row;
import io.github.canarysiem.elastic.testing.Samples;
import io.github.canarysiem.json.IncidentJson;
import io.github.canarysiem.testing.Incidents;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Documents of every kind of incident, and of every captured token. */
class EcsFormatTest {
    private static final EcsFieldList ECS = new EcsFieldList();
    private static final String REST = EcsFormat.REST + ".";
    private static List<Incident> samples = List.of();

    private final EcsFormat format = new EcsFormat();

    @BeforeAll
    static void readSamples() throws Exception {
        samples = Samples.all();
    }

    @Test
    void eachFieldIsOneOfEcsWithItsTypeOrOneOfOurs() {
        for (DocumentField field : EcsFormat.fields()) {
            if (field.path().startsWith(REST)) {
                continue;
            }
            assertThat(ECS.types)
                    .as("ECS " + EcsFormat.VERSION)
                    .containsEntry(field.path(), field.type().code());
        }
    }

    @Test
    void noDocumentHasAFieldThatIsNotDescribedAndEachDescribedOneIsWritten() {
        Set<String> described =
                EcsFormat.fields().stream().map(DocumentField::path).collect(Collectors.toSet());
        Set<String> written = new TreeSet<>();
        for (Incident sample : samples) {
            written.addAll(Samples.paths(format.document(sample)));
        }
        Set<String> neverLeft = new HashSet<>();
        for (DocumentField field : EcsFormat.fields()) {
            if (field.path().startsWith(REST) && !written.contains(field.path())) {
                neverLeft.add(field.model());
            }
        }

        assertThat(described).containsAll(written);
        assertThat(written.stream().filter(path -> !path.startsWith(REST)))
                .containsExactlyInAnyOrderElementsOf(described.stream()
                        .filter(path -> !path.startsWith(REST))
                        .toList());
        assertThat(Rows.ALL.stream().filter(Row::whole).map(row -> String.join(".", row.model())))
                .as("what never stands under canary has moved")
                .containsAll(neverLeft);
    }

    @Test
    void eachValueIsOfItsFieldsType() {
        for (Incident sample : samples) {
            Map<String, JsonNode> leaves = Samples.leaves(format.document(sample));
            for (DocumentField field : EcsFormat.fields()) {
                JsonNode value = leaves.get(field.path());
                if (value != null) {
                    List<JsonNode> values = value.isArray() ? elements(value) : List.of(value);
                    assertThat(values).as(field.path()).allMatch(each -> fits(field, each));
                    assertThat(field.path().startsWith(REST) || !value.isArray() || ECS.lists.contains(field.path()))
                            .as(field.path() + " is a list in ECS, too")
                            .isTrue();
                }
            }
            assertThat(leaves).containsKeys("@timestamp", "event.kind", "message");
        }
    }

    @Test
    void nothingOfAnIncidentIsLost() {
        Map<String, Set<String>> homes = EcsFormat.fields().stream()
                .collect(Collectors.groupingBy(
                        DocumentField::model, Collectors.mapping(DocumentField::path, Collectors.toSet())));
        for (Incident sample : samples) {
            Map<String, JsonNode> leaves = Samples.leaves(format.document(sample));
            Samples.leaves(IncidentJson.toTree(sample)).forEach((path, value) -> {
                Set<String> candidates = new HashSet<>(homes.getOrDefault(path, Set.of()));
                candidates.add(REST + path);
                assertThat(candidates)
                        .as("somewhere is what " + path + " says: " + sample.id())
                        .anyMatch(home -> says(leaves.get(home), value));
            });
        }
    }

    @Test
    void categoriesAndTypesBelongTogether() {
        for (Incident sample : samples) {
            JsonNode event = format.document(sample).get("event");
            Map<String, Set<String>> categories = ECS.allowed.getOrDefault("event.category", Map.of());
            List<String> types = texts(event.get("type"));
            Set<String> expected = new HashSet<>();

            assertThat(ECS.allowed.get("event.kind"))
                    .containsKey(event.get("kind").asText());
            for (String category : texts(event.get("category"))) {
                assertThat(categories.get(category)).as(category).containsAnyElementsOf(types);
                expected.addAll(categories.get(category));
            }
            assertThat(expected).containsAll(types);
        }
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void aFullIncidentOfEachKindHasOneDocument(Kind kind) {
        Incident incident = Incidents.full(kind);
        ObjectNode document = format.document(incident);

        assertThat(document.at("/event/id").asText()).isEqualTo(incident.id());
        assertThat(document.at("/@timestamp").asText())
                .isEqualTo(incident.occurredAt().toString());
        assertThat(document.at("/canary/kind").asText()).isEqualTo(kind.code());
        assertThat(document.at("/event/severity").asLong()).isEqualTo(99);
        assertThat(document.at("/ecs/version").asText()).isEqualTo("9.4.0");
        assertThat(document.at("/source/geo/location").toString()).isEqualTo("{\"lat\":52.5,\"lon\":13.4}");
        assertThat(document.at("/source/as/number").asLong()).isEqualTo(64_500);
        assertThat(document.at("/process/pid").isIntegralNumber()).isTrue();
        assertThat(texts(document.at("/related/ip"))).containsExactly("2001:db8::7", "203.0.113.9", "192.0.2.1");
        assertThat(document.at("/canary/source").has("address")).isFalse();
    }

    @Test
    void revisionsShareTheirIdAndCountUp() {
        Incident first = Incidents.hit(1);
        ObjectNode one = format.document(first);
        ObjectNode two = format.document(first.asRevision(2, Kind.HIT_ENRICHED));

        assertThat(two.at("/event/id")).isEqualTo(one.at("/event/id"));
        assertThat(one.at("/event/sequence").asLong()).isEqualTo(1);
        assertThat(two.at("/event/sequence").asLong()).isEqualTo(2);
        assertThat(two.at("/canary/revision").asLong()).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"AWS Internal", "1", "192.0.2.1, 192.0.2.2", "fe80::1%eth0", "<b>", "192.0.2.999", ""})
    void whatIsNoAddressIsNoIp(String text) {
        ObjectNode document = format.document(
                builder().source(new Source(text, text, null, null, null, null)).build());

        assertThat(document.at("/source/address").asText()).isEqualTo(text);
        assertThat(document.at("/source").has("ip")).isFalse();
        assertThat(document.has("related")).isFalse();
        assertThat(document.at("/canary/source/ip").asText()).isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"91,0", "0,181", "NaN,0", "1e9,0", "52.5", "52.5,13.4,9", " 52.5,13.4", "", "-,-"})
    void whatIsNoPlaceIsNoPoint(String text) {
        ObjectNode document = format.document(
                builder().geo(new Geo(null, null, null, null, null, text, null)).build());

        assertThat(document.path("source").has("geo")).isFalse();
        assertThat(document.at("/canary/geo/location").asText()).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({
        "/srv/payroll.xlsx, payroll.xlsx, /srv",
        "/payroll.xlsx, payroll.xlsx, ",
        "C:\\share\\payroll.xlsx, payroll.xlsx, C:\\share",
        "payroll.xlsx, , ",
        "/srv/, , /srv"
    })
    void aPathIsTakenApart(String path, String name, String folder) {
        JsonNode file =
                format.document(builder().file(FileActivity.at(path)).build()).get("file");

        assertThat(file.path("path").asText()).isEqualTo(path);
        assertThat(file.path("name").asText(null)).isEqualTo(name);
        assertThat(file.path("directory").asText(null)).isEqualTo(folder);
    }

    @Test
    void aTimeThatNoIndexTakesIsNotTheTimestamp() {
        Incident sample = Incidents.hit(1);
        ObjectNode document = format.document(
                Incident.of(sample.id(), sample.kind(), sample.severity(), Instant.MAX, Incidents.OBSERVED)
                        .build());

        assertThat(document.at("/@timestamp").asText()).isEqualTo(Incidents.OBSERVED.toString());
        assertThat(document.at("/canary/time").asText()).isEqualTo(Instant.MAX.toString());
    }

    @Test
    void aLongTextIsShortenedWhereItIsIndexedAndWholeUnderCanary() {
        String text = "\ud83d\udc26".repeat(5_000);
        ObjectNode document = format.document(Incidents.hostile(text));

        assertThat(document.at("/user/name").asText()).hasSize(8_190).doesNotContain("\ufffd");
        assertThat(document.at("/canary/user/name").asText()).isEqualTo(text);
    }

    private static IncidentBuilder builder() {
        Incident sample = Incidents.hit(1);
        return Incident.of(sample.id(), sample.kind(), sample.severity(), sample.occurredAt(), sample.observedAt());
    }

    private static boolean fits(DocumentField field, JsonNode value) {
        return switch (field.type()) {
            case DATE ->
                value.isTextual() && Instant.parse(value.asText()).isBefore(Instant.parse("9999-12-31T23:59:59.9999Z"));
            case IP -> value.isTextual() && value.asText().equals(IpLiteral.canonical(value.asText()));
            case LONG -> value.canConvertToLong();
            case FLOAT -> value.isNumber();
            case BOOLEAN -> value.isBoolean();
            case GEO_POINT -> false;
            case KEYWORD, WILDCARD, MATCH_ONLY_TEXT ->
                value.isTextual()
                        && (field.path().startsWith(REST) || value.asText().length() <= EcsFormat.LONGEST_KEYWORD);
        };
    }

    private static boolean says(@Nullable JsonNode home, JsonNode value) {
        return home != null
                && (home.equals(value) || (value.isValueNode() && home.asText().equals(value.asText())));
    }

    private static List<JsonNode> elements(JsonNode list) {
        List<JsonNode> elements = new ArrayList<>();
        list.forEach(elements::add);
        return elements;
    }

    private static List<String> texts(JsonNode list) {
        return elements(list).stream().map(JsonNode::asText).toList();
    }
}
