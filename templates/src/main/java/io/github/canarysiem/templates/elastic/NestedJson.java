package io.github.canarysiem.templates.elastic;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.function.BiConsumer;

/** JSON in whose texts there is JSON, as saved objects are made. */
final class NestedJson {
    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private NestedJson() {}

    /** Hands over each name with its value, at all depths; the entries of a list by the list's name. */
    static void each(JsonNode node, BiConsumer<String, JsonNode> taker) {
        visit("", node, taker);
    }

    private static void visit(String name, JsonNode node, BiConsumer<String, JsonNode> taker) {
        taker.accept(name, node);
        if (node.isObject()) {
            node.properties().forEach(property -> visit(property.getKey(), property.getValue(), taker));
        } else if (node.isArray()) {
            node.forEach(each -> visit(name, each, taker));
        } else if (node.isTextual() && (name.endsWith("JSON") || name.equals("visState"))) {
            visit(name, parsed(node.asText()), taker);
        }
    }

    private static JsonNode parsed(String text) {
        try {
            return MAPPER.readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("a saved object holds a text that must be JSON and is not", e);
        }
    }
}
