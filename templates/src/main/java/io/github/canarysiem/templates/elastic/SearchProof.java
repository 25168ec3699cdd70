package io.github.canarysiem.templates.elastic;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.canarysiem.elastic.ecs.EcsFormat;
import io.github.canarysiem.elastic.form.DocumentField;
import io.github.canarysiem.elastic.form.FieldType;
import io.github.canarysiem.templates.GeneratedFile;
import io.github.canarysiem.templates.GenerationException;
import io.github.canarysiem.templates.Proof;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * No cluster runs here, so this shows what can be shown without one: all is JSON, the mapping has each field that the sink writes
 * with its type and no other, templates, policy and saved objects refer to what is there, and rules and dashboards name mapped
 * fields alone.
 */
abstract sealed class SearchProof implements Proof permits ElasticProof, OpenSearchProof {
    private static final Pattern STREAM = Pattern.compile("[a-z0-9][a-z0-9._-]{0,199}");
    private static final String COMPONENTS = "api/_component_template/";
    private static final String INDEX_TEMPLATES = "api/_index_template/";
    private static final String POLICIES = "api/_ilm/policy/";

    /** The name of a type in this product. */
    abstract String type(FieldType type);

    /** The fields with their mappings, sorted. */
    @Override
    public final Map<String, Object> variables() {
        List<Map<String, Object>> fields = new ArrayList<>();
        types().forEach((path, type) -> {
            Map<String, Object> mapping = new LinkedHashMap<>();
            mapping.put("type", type);
            if (type.equals(FieldType.KEYWORD.code())) {
                mapping.put("ignore_above", EcsFormat.LONGEST_KEYWORD);
            }
            fields.add(Map.of("path", path, "mapping", mapping));
        });
        return Map.of("fields", fields);
    }

    @Override
    public final List<String> show(List<GeneratedFile> files, List<Path> against) throws GenerationException {
        List<String> faults = new ArrayList<>();
        JsonFiles json = JsonFiles.of(files, faults);
        Map<String, String> mapped = mapped(json, faults);
        templates(json, faults);
        int used = 0;
        for (Map.Entry<String, List<JsonNode>> file : json.objects().entrySet()) {
            SavedObjects.check(file.getKey(), file.getValue(), faults);
            List<String> fields = UsedFields.of(file.getKey(), file.getValue());
            used += fields.size();
            fields.stream()
                    .filter(field -> !mapped.containsKey(field))
                    .forEach(field ->
                            faults.add(file.getKey() + ": names the field " + field + ", which is not mapped"));
        }
        if (!faults.isEmpty()) {
            throw new GenerationException(faults);
        }
        return List.of("Checked without a cluster: " + mapped.size() + " mapped fields, " + used
                + " names of fields in rules and dashboards, " + json.objects().size() + " files.");
    }

    private Map<String, String> types() {
        Map<String, String> types = new TreeMap<>();
        for (DocumentField field : EcsFormat.fields()) {
            types.put(field.path(), type(field.type()));
        }
        return types;
    }

    private Map<String, String> mapped(JsonFiles json, List<String> faults) {
        Map<String, String> mapped = new TreeMap<>();
        json.below(COMPONENTS).forEach((path, file) -> {
            JsonNode mappings = file.at("/template/mappings");
            if (!mappings.isMissingNode() && !mappings.path("dynamic").asText().equals("false")) {
                faults.add(path + ": must have dynamic false, or strangers' names fill the mapping");
            }
            properties("", mappings.path("properties"), mapped);
        });
        types().forEach((path, type) -> {
            if (!type.equals(mapped.get(path))) {
                faults.add(COMPONENTS + ": does not map " + path + " as " + type);
            }
        });
        mapped.keySet().stream()
                .filter(path -> !types().containsKey(path))
                .forEach(path -> faults.add(COMPONENTS + ": maps " + path + ", which is never written"));
        return mapped;
    }

    private static void properties(String prefix, JsonNode properties, Map<String, String> mapped) {
        properties.properties().forEach(property -> {
            String path = prefix + property.getKey();
            if (property.getValue().has("properties")) {
                properties(path + ".", property.getValue().get("properties"), mapped);
            } else {
                mapped.put(path, property.getValue().path("type").asText());
            }
        });
    }

    private static void templates(JsonFiles json, List<String> faults) {
        json.below(INDEX_TEMPLATES).forEach((path, template) -> {
            for (JsonNode name : template.path("composed_of")) {
                if (!json.has(COMPONENTS + name.asText() + ".json")) {
                    faults.add(path + ": is composed of " + name.asText() + ", which is not there");
                }
            }
            if (!template.path("data_stream").isObject()) {
                faults.add(path + ": makes no data stream");
            }
            for (JsonNode pattern : template.path("index_patterns")) {
                if (!STREAM.matcher(pattern.asText()).matches()) {
                    faults.add("parameter data-stream is no name of a data stream: give one such as"
                            + " logs-canarytokens.alert-default");
                }
            }
        });
        json.below(COMPONENTS).forEach((path, template) -> {
            JsonNode policy = template.at("/template/settings/index/lifecycle/name");
            if (policy.isTextual() && !json.has(POLICIES + policy.asText() + ".json")) {
                faults.add(path + ": names the policy " + policy.asText() + ", which is not there");
            }
        });
    }
}
