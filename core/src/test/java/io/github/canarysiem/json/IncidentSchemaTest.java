package io.github.canarysiem.json;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.github.canarysiem.Incident;
import io.github.canarysiem.Kind;
import io.github.canarysiem.Severity;
import io.github.canarysiem.testing.Incidents;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The published schema says neither less nor more than the model. */
class IncidentSchemaTest {
    private static final JsonMapper MAPPER = new JsonMapper();
    private final JsonNode document = document();
    private final Schema schema = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
            .getSchema(document);

    static Stream<Incident> samples() {
        Stream<Incident> kinds = Arrays.stream(Kind.values()).map(Incidents::full);
        Stream<Incident> severities = Arrays.stream(Severity.values())
                .map(severity -> Incident.of(
                                Incidents.hit(1).id(), Kind.TEST, severity, Instant.EPOCH, Incidents.OBSERVED)
                        .build());
        Stream<Incident> hostile = Incidents.HOSTILE_TEXTS.stream().map(Incidents::hostile);
        return Stream.of(kinds, severities, hostile, Stream.of(Incidents.oversize(), Incidents.hit(1)))
                .flatMap(stream -> stream);
    }

    @ParameterizedTest
    @MethodSource("samples")
    void everySampleIsValid(Incident incident) {
        assertThat(errors(IncidentJson.toTree(incident))).isEmpty();
    }

    @Test
    void anUnknownFieldIsInvalidAtEveryLevel() {
        ObjectNode top = IncidentJson.toTree(Incidents.full(Kind.HIT)).put("unknown", 1);
        ObjectNode nested = IncidentJson.toTree(Incidents.full(Kind.HIT));
        nested.withObject("/http").put("unknown", 1);

        assertThat(errors(top)).isNotEmpty();
        assertThat(errors(nested)).isNotEmpty();
    }

    @Test
    void aMissingOrMalformedFieldIsInvalid() {
        ObjectNode sample = IncidentJson.toTree(Incidents.full(Kind.HIT));

        assertThat(errors(sample.deepCopy().without("id"))).isNotEmpty();
        assertThat(errors(sample.deepCopy().put("id", "x"))).isNotEmpty();
        assertThat(errors(sample.deepCopy().put("kind", "HIT"))).isNotEmpty();
        assertThat(errors(sample.deepCopy().put("time", "2026-11-21T20:00:00+01:00")))
                .isNotEmpty();
        assertThat(errors(sample.deepCopy().put("schema_version", "2"))).isNotEmpty();
    }

    @Test
    void itsPropertiesAreTheModelsComponents() {
        ObjectNode withoutVersion = document.deepCopy();
        withoutVersion.withObject("/properties").remove("schema_version");
        assertThat(document.at("/properties/schema_version/const").textValue()).isEqualTo(Incident.SCHEMA_VERSION);

        List<Class<?>> seen = new ArrayList<>();
        assertDescribes(withoutVersion, Incident.class, seen);
        assertThat(document.get("$defs")).as("definitions that nothing uses").hasSize(seen.size() - 1);
    }

    private void assertDescribes(JsonNode described, Class<?> type, List<Class<?>> seen) {
        if (seen.contains(type)) {
            return;
        }
        seen.add(type);
        List<RecordComponent> components = List.of(type.getRecordComponents());
        assertThat(described.path("additionalProperties").asBoolean(true))
                .as("%s", type)
                .isFalse();
        assertThat(described.path("description").textValue()).as("%s", type).isNotBlank();
        assertThat(described.get("properties").fieldNames())
                .toIterable()
                .as("%s", type)
                .containsExactlyElementsOf(
                        components.stream().map(IncidentSchemaTest::name).toList());
        assertThat(texts(described.path("required")).stream().filter(name -> !name.equals("schema_version")))
                .as("required fields of %s", type)
                .containsExactlyElementsOf(components.stream()
                        .filter(IncidentSchemaTest::isRequired)
                        .map(IncidentSchemaTest::name)
                        .toList());
        components.forEach(
                component -> assertDescribes(described.get("properties").get(name(component)), component, seen));
    }

    private void assertDescribes(JsonNode property, RecordComponent component, List<Class<?>> seen) {
        Class<?> type = component.getType();
        if (type == List.class) {
            assertThat(property.path("type").textValue()).as("%s", component).isEqualTo("array");
            assertDescribesType(property.get("items"), element(component), component, seen);
        } else {
            assertDescribesType(property, type, component, seen);
        }
        if (!property.has("$ref")) {
            assertThat(property.path("description").textValue())
                    .as("%s", component)
                    .isNotBlank();
        }
    }

    private void assertDescribesType(JsonNode property, Class<?> type, RecordComponent component, List<Class<?>> seen) {
        if (type.isRecord()) {
            assertDescribes(document.at(property.path("$ref").asText().substring(1)), type, seen);
        } else if (type.isEnum()) {
            List<String> codes = Arrays.stream(type.getEnumConstants())
                    .map(constant -> MAPPER.valueToTree(constant).textValue())
                    .toList();
            assertThat(texts(property.get("enum"))).as("%s", component).isEqualTo(codes);
        } else {
            assertThat(property.path("type").textValue()).as("%s", component).isEqualTo(jsonType(type));
        }
    }

    private static String jsonType(Class<?> type) {
        if (type == int.class || type == Integer.class) {
            return "integer";
        }
        return type == boolean.class || type == Boolean.class ? "boolean" : "string";
    }

    private static Class<?> element(RecordComponent component) {
        return (Class<?>) ((ParameterizedType) component.getGenericType()).getActualTypeArguments()[0];
    }

    private static boolean isRequired(RecordComponent component) {
        return component.getType() != List.class
                && !component.getAnnotatedType().isAnnotationPresent(Nullable.class);
    }

    /** Not asked of Jackson, which wrote the JSON. */
    private static String name(RecordComponent component) {
        return Optional.ofNullable(component.getAccessor().getAnnotation(JsonProperty.class))
                .map(JsonProperty::value)
                .orElseGet(() -> component
                        .getName()
                        .replaceAll("([a-z0-9])([A-Z])", "$1_$2")
                        .toLowerCase(Locale.ROOT));
    }

    private List<String> errors(JsonNode json) {
        return schema
                .validate(json, context -> context.executionConfig(config -> config.formatAssertionsEnabled(true)))
                .stream()
                .map(Object::toString)
                .toList();
    }

    private static List<String> texts(JsonNode array) {
        List<String> texts = new ArrayList<>();
        array.forEach(node -> texts.add(node.asText()));
        return texts;
    }

    private static JsonNode document() {
        try (InputStream resource = IncidentJson.class.getResourceAsStream("incident.schema.json")) {
            return MAPPER.readTree(resource);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
