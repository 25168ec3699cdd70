package io.github.canarysiem.elastic.form;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** A document under construction; objects are nested. Not thread-safe. */
public final class Document {
    /** Paths of ours, taken apart once; there are about a hundred. */
    private static final Map<String, List<String>> PATHS = new ConcurrentHashMap<>();

    private final ObjectNode root = JsonNodeFactory.instance.objectNode();

    /** An empty document. */
    public Document() {}

    /** The document itself. */
    public ObjectNode root() {
        return root;
    }

    /** Sets a field. */
    public void put(List<String> path, JsonNode value) {
        parent(path).set(path.get(path.size() - 1), value);
    }

    /** Sets a field with dots in its path to a text of ours. */
    public void put(String path, String value) {
        put(path(path), TextNode.valueOf(value));
    }

    /** Adds a value, or each of a list, unless the list has it. */
    public void add(List<String> path, JsonNode value) {
        ArrayNode list = parent(path).withArray(path.get(path.size() - 1));
        if (value.isArray()) {
            value.forEach(each -> addTo(list, each));
        } else {
            addTo(list, value);
        }
    }

    /** Adds a text of ours to a list with dots in its path. */
    public void add(String path, String value) {
        add(path(path), TextNode.valueOf(value));
    }

    /** The value of a field; a missing node if it has none. */
    public JsonNode at(List<String> path) {
        JsonNode node = root;
        for (String name : path) {
            node = node.path(name);
        }
        return node;
    }

    private static List<String> path(String text) {
        return PATHS.computeIfAbsent(text, each -> List.of(each.split("\\.")));
    }

    /** Takes out the objects directly below one that hold nothing any more. */
    public static void removeEmpty(ObjectNode rest) {
        for (Iterator<JsonNode> parts = rest.elements(); parts.hasNext(); ) {
            JsonNode part = parts.next();
            if (part.isObject() && part.isEmpty()) {
                parts.remove();
            }
        }
    }

    private ObjectNode parent(List<String> path) {
        ObjectNode node = root;
        for (int i = 0; i < path.size() - 1; i++) {
            String name = path.get(i);
            node = node.get(name) instanceof ObjectNode object ? object : node.putObject(name);
        }
        return node;
    }

    private static void addTo(ArrayNode list, JsonNode value) {
        for (JsonNode known : list) {
            if (known.equals(value)) {
                return;
            }
        }
        list.add(value);
    }
}
