package io.github.canarysiem.elastic;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.TreeMap;

/**
 * Whether an object that a cluster shows says all that another one asks for. Clusters show more than was put, values as texts, and
 * names with dots as objects, or the other way round.
 */
final class Containment {
    private Containment() {}

    static boolean holds(JsonNode shown, JsonNode asked) {
        Map<String, String> there = flat(shown);
        return flat(asked).entrySet().stream().allMatch(each -> each.getValue().equals(there.get(each.getKey())));
    }

    private static Map<String, String> flat(JsonNode node) {
        Map<String, String> flat = new TreeMap<>();
        flatten("", node, flat);
        return flat;
    }

    private static void flatten(String path, JsonNode node, Map<String, String> flat) {
        if (node.isObject()) {
            node.properties()
                    .forEach(property -> flatten(
                            property.getKey().equals("properties") ? path : path + "." + property.getKey(),
                            property.getValue(),
                            flat));
        } else if (node.isArray()) {
            for (int i = 0; i < node.size(); i++) {
                flatten(path + "[" + i + "]", node.get(i), flat);
            }
            flat.put(path + ".length", Integer.toString(node.size()));
        } else {
            flat.put(path, node.asText());
        }
    }
}
