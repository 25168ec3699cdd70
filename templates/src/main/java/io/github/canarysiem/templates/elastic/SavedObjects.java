package io.github.canarysiem.templates.elastic;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Objects that Kibana and OpenSearch Dashboards import: what they refer to has to come with them. */
final class SavedObjects {
    private static final Set<String> USES = Set.of("panelRefName", "indexRefName");

    private SavedObjects() {}

    static void check(String path, List<JsonNode> objects, List<String> faults) {
        Set<String> there = new HashSet<>();
        objects.forEach(object -> there.add(key(object)));
        for (JsonNode object : objects) {
            Set<String> names = new HashSet<>();
            for (JsonNode reference : object.path("references")) {
                if (!reference.isObject()) {
                    continue;
                }
                names.add(reference.path("name").asText());
                if (!there.contains(key(reference))) {
                    faults.add(path + ": refers to " + key(reference) + ", which is not there");
                }
            }
            NestedJson.each(object, (name, value) -> {
                if (USES.contains(name) && !names.contains(value.asText())) {
                    faults.add(path + ": uses the reference " + value.asText() + ", which is not made");
                }
            });
        }
    }

    private static String key(JsonNode object) {
        return object.path("type").asText() + " " + object.path("id").asText();
    }
}
