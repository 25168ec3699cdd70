package io.github.canarysiem.wazuh.logtest.decoder;

import io.github.canarysiem.wazuh.logtest.event.Event;
import io.github.canarysiem.wazuh.logtest.event.FixedField;
import io.github.canarysiem.wazuh.logtest.json.JsonPrinter;
import io.github.canarysiem.wazuh.logtest.json.JsonReader;
import io.github.canarysiem.wazuh.logtest.json.JsonValue;
import io.github.canarysiem.wazuh.logtest.json.JsonValue.JsonArray;
import io.github.canarysiem.wazuh.logtest.json.JsonValue.JsonObject;
import org.jspecify.annotations.Nullable;

/**
 * The JSON plug-in: an object's values become fields, nested names joined by dots, an array one field. What cannot be read has no fields.
 *
 * @param nullsDiscarded whether a null makes no field; otherwise it is the text {@code null}
 * @param arraysAsCsv whether an array's plain values are joined by commas; otherwise it is JSON text
 */
record JsonFields(boolean nullsDiscarded, boolean arraysAsCsv) implements Plugin {
    private static final String NULL = "null";

    @Override
    public void decode(Event event, int from) {
        if (JsonReader.read(event.header().log(), from) instanceof JsonObject object) {
            add(event, object, null);
        }
    }

    private void add(Event event, JsonObject object, @Nullable String path) {
        for (JsonValue.Member member : object.members()) {
            String name = path == null ? member.name() : path + "." + member.name();
            if (member.value() instanceof JsonObject nested) {
                add(event, nested, name);
                continue;
            }
            String value = value(member.value());
            if (value == null) {
                continue;
            }
            FixedField fixed = path == null ? fixedField(event, name) : null;
            if (fixed != null) {
                event.set(fixed, value);
            } else if (!event.add(name, value)) {
                event.log("wazuh-analysisd: ERROR: Too many fields for JSON decoder.");
            }
        }
    }

    /** The field of this name; {@code user} is the destination's until there is one. */
    private static @Nullable FixedField fixedField(Event event, String name) {
        if (name.equals("user")) {
            return event.get(FixedField.DSTUSER) == null ? FixedField.DSTUSER : null;
        }
        return FixedField.ofJsonName(name);
    }

    private @Nullable String value(JsonValue value) {
        if (arraysAsCsv && value instanceof JsonArray array) {
            return joined(array);
        }
        String text = JsonPrinter.field(value);
        return nullsDiscarded && value instanceof JsonValue.JsonLiteral && text.equals(NULL) ? null : text;
    }

    private static @Nullable String joined(JsonArray array) {
        StringBuilder out = new StringBuilder();
        for (JsonValue element : array.values()) {
            if (!(element instanceof JsonObject) && !(element instanceof JsonArray)) {
                out.append(out.length() == 0 ? "" : ",").append(JsonPrinter.field(element));
            }
        }
        return out.length() == 0 ? null : out.toString();
    }
}
