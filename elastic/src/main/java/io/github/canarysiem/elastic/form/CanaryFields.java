package io.github.canarysiem.elastic.form;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.canarysiem.json.IncidentJson;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;

/** The fields of the rest: those of the incident's published form, read from its JSON Schema. */
public final class CanaryFields {
    private static final String SCHEMA = "incident.schema.json";

    private CanaryFields() {}

    /** All of them, below an object of this path. */
    public static List<DocumentField> below(String rest) {
        List<DocumentField> fields = new ArrayList<>();
        JsonNode schema = schema();
        describe(schema, schema, "", fields);
        return fields.stream()
                .map(field -> new DocumentField(rest + "." + field.path(), field.type(), field.model()))
                .toList();
    }

    private static void describe(JsonNode schema, JsonNode object, String prefix, List<DocumentField> fields) {
        object.get("properties").properties().forEach(property -> {
            String path = prefix + property.getKey();
            JsonNode described = property.getValue();
            if ("array".equals(described.path("type").asText())) {
                described = described.get("items");
            }
            if (described.has("$ref")) {
                JsonNode referred = schema.at(described.get("$ref").asText().substring(1));
                describe(schema, referred, path + ".", fields);
            } else {
                fields.add(new DocumentField(path, type(described.path("type").asText()), path));
            }
        });
    }

    /** Times are kept as they are written: one that an index cannot take as a time must not keep the incident out. */
    private static FieldType type(String jsonType) {
        return switch (jsonType) {
            case "integer" -> FieldType.LONG;
            case "boolean" -> FieldType.BOOLEAN;
            default -> FieldType.KEYWORD;
        };
    }

    private static JsonNode schema() {
        try (InputStream resource = IncidentJson.class.getResourceAsStream(SCHEMA)) {
            return JsonMapper.builder().build().readTree(resource);
        } catch (IOException e) {
            throw new IllegalStateException(SCHEMA + " comes with canary-siem and can be read", e);
        }
    }
}
