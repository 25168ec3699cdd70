package io.github.canarysiem.wazuh.logtest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.DoubleNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.github.canarysiem.wazuh.logtest.event.Event;
import io.github.canarysiem.wazuh.logtest.event.FixedField;
import io.github.canarysiem.wazuh.logtest.json.JsonReader;
import io.github.canarysiem.wazuh.logtest.json.JsonValue;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The {@code data} object of an alert: fixed fields first, then the dynamic ones, a dot in a name opening an object. Of two fields with the
 * same name in whatever case the first stays. Dynamic fields without a value are left out. For one event.
 */
final class AlertData {
    private static final List<FixedField> ORDER = List.of(
            FixedField.PROTOCOL,
            FixedField.ACTION,
            FixedField.SRCIP,
            FixedField.SRCPORT,
            FixedField.SRCUSER,
            FixedField.DSTIP,
            FixedField.DSTPORT,
            FixedField.DSTUSER,
            FixedField.ID,
            FixedField.STATUS,
            FixedField.URL,
            FixedField.DATA,
            FixedField.EXTRA_DATA,
            FixedField.SYSTEM_NAME);

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private AlertData() {}

    /**
     * An object and the objects in it.
     *
     * @param members by name in lower case
     * @param open false for a plain value, which takes no members
     */
    private record Level(ObjectNode json, Map<String, Level> members, boolean open) {
        static final Level VALUE = new Level(NODES.objectNode(), Map.of(), false);

        static Level of(ObjectNode json) {
            return new Level(json, new HashMap<>(), true);
        }

        void put(String name, JsonNode value) {
            if (open && members.putIfAbsent(folded(name), VALUE) == null) {
                json.set(name, value);
            }
        }

        Level level(String name) {
            if (!open) {
                return this;
            }
            Level known = members.get(folded(name));
            if (known != null) {
                return known;
            }
            Level created = of(json.putObject(name));
            members.put(folded(name), created);
            return created;
        }
    }

    /** The object; null when no field has a value. */
    static @Nullable ObjectNode of(Event event) {
        Level data = Level.of(NODES.objectNode());
        for (FixedField field : ORDER) {
            String value = event.get(field);
            if (value != null) {
                String name = field == FixedField.SYSTEM_NAME ? "system_name" : field.label();
                data.put(name, TextNode.valueOf(Bytes.text(value)));
            }
        }
        for (int i = 0; i < event.names().size(); i++) {
            String value = event.values().get(i);
            if (!value.isEmpty()) {
                add(data, Bytes.text(event.names().get(i)), value);
            }
        }
        return data.json().isEmpty() ? null : data.json();
    }

    private static void add(Level data, String name, String value) {
        Level level = data;
        int start = 0;
        for (int dot = name.indexOf('.'); dot >= 0; dot = name.indexOf('.', start)) {
            level = level.level(name.substring(start, dot));
            start = dot + 1;
        }
        level.put(name.substring(start), value(value));
    }

    /** An array's text becomes an array again. */
    private static JsonNode value(String value) {
        JsonValue array = value.charAt(0) == '[' ? JsonReader.readWhole(value) : null;
        return array == null ? TextNode.valueOf(Bytes.text(value)) : node(array);
    }

    private static JsonNode node(JsonValue value) {
        if (value instanceof JsonValue.JsonText text) {
            return TextNode.valueOf(Bytes.text(text.text()));
        }
        if (value instanceof JsonValue.JsonNumber number) {
            int integer = (int) number.value();
            return integer == number.value() ? IntNode.valueOf(integer) : DoubleNode.valueOf(number.value());
        }
        if (value instanceof JsonValue.JsonLiteral literal) {
            return literal.text().equals("null")
                    ? NullNode.getInstance()
                    : BooleanNode.valueOf(literal.text().equals("true"));
        }
        if (value instanceof JsonValue.JsonArray array) {
            ArrayNode json = NODES.arrayNode();
            array.values().forEach(element -> json.add(node(element)));
            return json;
        }
        ObjectNode json = NODES.objectNode();
        ((JsonValue.JsonObject) value)
                .members()
                .forEach(member -> json.set(Bytes.text(member.name()), node(member.value())));
        return json;
    }

    private static String folded(String name) {
        for (int i = 0; i < name.length(); i++) {
            if (isUpperCase(name.charAt(i))) {
                return lowerCase(name);
            }
        }
        return name;
    }

    private static String lowerCase(String name) {
        StringBuilder out = new StringBuilder(name.length());
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            out.append(isUpperCase(c) ? (char) (c + ('a' - 'A')) : c);
        }
        return out.toString();
    }

    /** Of ASCII's letters only. */
    private static boolean isUpperCase(char c) {
        return c >= 'A' && c <= 'Z';
    }
}
