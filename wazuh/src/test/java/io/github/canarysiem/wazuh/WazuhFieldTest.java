package io.github.canarysiem.wazuh;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import io.github.canarysiem.Incident;
import io.github.canarysiem.wazuh.logtest.event.FixedField;
import java.io.IOException;
import java.lang.reflect.Parameter;
import java.lang.reflect.RecordComponent;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class WazuhFieldTest {
    /** Names below {@code data} to which the stock index template gives a type. */
    private static final Set<String> MAPPED = Set.of(
            "timestamp",
            "action",
            "id",
            "srcip",
            "dstip",
            "srcport",
            "dstport",
            "url",
            "type",
            "title",
            "command",
            "uid",
            "protocol",
            "file",
            "status",
            "os",
            "port",
            "process",
            "program",
            "parameters",
            "aws",
            "docker");

    @Test
    void theListIsExactlyWhatTheModelCanHold() {
        Map<String, WazuhField.Type> model = new TreeMap<>();
        model.put("srcip", WazuhField.Type.TEXT);
        model.put("canary.schema_version", WazuhField.Type.TEXT);
        model.put("canary.truncated", WazuhField.Type.LIST);
        addFields(Incident.class, "canary", model);

        assertThat(listed()).isEqualTo(model);
    }

    @Test
    void theListIsExactlyWhatTheWriterWrites() throws IOException {
        String tooLong = "x".repeat(40_000);
        JsonNode line = new ObjectMapper().readTree(new WazuhLine(WazuhLine.LONGEST).of(Samples.full("::1", 1)));
        Map<String, WazuhField.Type> written = new TreeMap<>();
        addFields(line, "", written);
        JsonNode cut = new ObjectMapper().readTree(new WazuhLine(WazuhLine.LONGEST).of(Samples.saying(tooLong)));
        assertThat(cut.at("/canary/truncated").isArray()).isTrue();
        written.put("canary.truncated", WazuhField.Type.LIST);

        assertThat(written).isEqualTo(listed());
    }

    @Test
    void theOrderOfTheListIsTheOrderOfTheLine() throws IOException {
        JsonNode line = new ObjectMapper().readTree(new WazuhLine(WazuhLine.LONGEST).of(Samples.full("::1", 1)));
        Map<String, WazuhField.Type> written = new LinkedHashMap<>();
        addFields(line, "", written);

        assertThat(written.keySet())
                .containsExactlyElementsOf(Arrays.stream(WazuhField.values())
                        .filter(field -> field != WazuhField.TRUNCATED)
                        .map(WazuhField::path)
                        .toList());
    }

    @Test
    void everyFieldIsWithinTheEnginesLimits() {
        assertThat(WazuhField.values()).hasSizeLessThanOrEqualTo(256);
        assertThat(Arrays.stream(WazuhField.values()).map(field -> field.path().toLowerCase(Locale.ROOT)))
                .doesNotHaveDuplicates();
        assertThat(WazuhField.values())
                .allSatisfy(field -> assertThat(field.meaning()).isNotBlank());
    }

    @Test
    void noPartOfTheFormIsAnotherFieldsValue() {
        List<String> paths =
                Arrays.stream(WazuhField.values()).map(WazuhField::path).toList();
        assertThat(paths).allSatisfy(path -> assertThat(paths).noneMatch(other -> other.startsWith(path + ".")));
    }

    @Test
    void onlySrcipIsStaticAndNoNameClashesWithTheIndexTemplate() {
        Set<String> top = Arrays.stream(WazuhField.values())
                .map(field -> field.path().replaceFirst("\\..*", ""))
                .collect(Collectors.toSet());

        assertThat(top).containsExactlyInAnyOrder("srcip", "canary");
        assertThat(FixedField.isName("canary")).isFalse();
        assertThat(MAPPED).doesNotContain("canary");
        assertThat(WazuhField.SRCIP.type()).isEqualTo(WazuhField.Type.TEXT);
    }

    @Test
    void everyListHasItsPlaceInTheOrderOfCutting() {
        assertThat(Stream.concat(LineTrimmer.LISTS.stream(), Stream.of(WazuhField.TRUNCATED)))
                .containsExactlyInAnyOrderElementsOf(Arrays.stream(WazuhField.values())
                        .filter(field -> field.type() == WazuhField.Type.LIST)
                        .toList());
    }

    private static Map<String, WazuhField.Type> listed() {
        Map<String, WazuhField.Type> fields = new TreeMap<>();
        for (WazuhField field : WazuhField.values()) {
            fields.put(field.path(), field.type());
        }
        return fields;
    }

    private static void addFields(Class<?> type, String prefix, Map<String, WazuhField.Type> fields) {
        Parameter[] parameters = type.getDeclaredConstructors()[0].getParameters();
        RecordComponent[] components = type.getRecordComponents();
        for (int i = 0; i < components.length; i++) {
            JsonProperty renamed = parameters[i].getAnnotation(JsonProperty.class);
            String name = renamed == null
                    ? PropertyNamingStrategies.SnakeCaseStrategy.INSTANCE.translate(components[i].getName())
                    : renamed.value();
            Class<?> component = components[i].getType();
            if (component.isRecord()) {
                addFields(component, prefix + "." + name, fields);
            } else {
                fields.put(prefix + "." + name, typeOf(component));
            }
        }
    }

    private static WazuhField.Type typeOf(Class<?> type) {
        if (type == List.class) {
            return WazuhField.Type.LIST;
        }
        if (type == int.class || type == Integer.class) {
            return WazuhField.Type.INTEGER;
        }
        if (type == boolean.class || type == Boolean.class) {
            return WazuhField.Type.FLAG;
        }
        assertThat(type == String.class || type == Instant.class || type.isEnum())
                .as("%s is written as text", type)
                .isTrue();
        return WazuhField.Type.TEXT;
    }

    private static void addFields(JsonNode node, String path, Map<String, WazuhField.Type> fields) {
        if (node.isObject()) {
            node.properties()
                    .forEach(field -> addFields(
                            field.getValue(), path.isEmpty() ? field.getKey() : path + "." + field.getKey(), fields));
        } else {
            WazuhField.Type type = node.isArray()
                    ? WazuhField.Type.LIST
                    : node.isInt()
                            ? WazuhField.Type.INTEGER
                            : node.isBoolean() ? WazuhField.Type.FLAG : node.isTextual() ? WazuhField.Type.TEXT : null;
            assertThat(type).as(path).isNotNull();
            fields.put(path, type);
        }
    }
}
