package io.github.canarysiem.elastic.form;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A line of a schema's table: this part of an incident becomes this field. Immutable.
 *
 * @param model the path of the part in the incident's JSON form
 * @param field the field's path
 * @param type the field's type
 * @param list whether the field is a list that several parts add to
 * @param whole whether the field says what the part says, so that the part need not stand among the rest as well; it still does
 *     when its value could not be taken over as it is
 * @param conversion from the one to the other
 */
public record Row(
        List<String> model, List<String> field, FieldType type, boolean list, boolean whole, Conversion conversion) {
    /** Makes a field's value of a part's. */
    public interface Conversion {
        /** The field's value; null if the part makes none. */
        @Nullable
        JsonNode of(JsonNode value, JsonNode incident);
    }

    /** The part moves into the field. */
    public static Row moved(String model, FieldType type, String field) {
        return new Row(path(model), path(field), type, false, true, (value, incident) -> Values.of(type, value));
    }

    /** The part is copied into the field. */
    public static Row copied(String model, FieldType type, String field) {
        return new Row(path(model), path(field), type, false, false, (value, incident) -> Values.of(type, value));
    }

    /** The part is copied into a list. */
    public static Row listed(String model, FieldType type, String field) {
        return new Row(path(model), path(field), type, true, false, (value, incident) -> Values.of(type, value));
    }

    /** The field is made of the part. */
    public static Row made(String model, FieldType type, String field, Conversion conversion) {
        return new Row(path(model), path(field), type, false, false, conversion);
    }

    /** What the table tells of it. */
    public DocumentField described() {
        return new DocumentField(String.join(".", field), type, String.join(".", model));
    }

    /** Writes the field, if the incident has the part. */
    public void apply(ObjectNode incident, Document document) {
        JsonNode value = incident;
        for (String name : model) {
            value = value.path(name);
        }
        JsonNode converted = value.isMissingNode() ? null : conversion.of(value, incident);
        if (converted == null) {
            return;
        }
        if (list) {
            document.add(field, converted);
        } else {
            document.put(field, converted);
        }
    }

    /** Takes the part out of the rest, if the document holds it as it is. */
    public void takeFrom(ObjectNode rest, Document document) {
        if (!whole) {
            return;
        }
        JsonNode parent = rest;
        for (int i = 0; i < model.size() - 1; i++) {
            parent = parent.path(model.get(i));
        }
        String name = model.get(model.size() - 1);
        if (parent instanceof ObjectNode object && Values.same(object.path(name), document.at(field))) {
            object.remove(name);
        }
    }

    private static List<String> path(String text) {
        return List.of(text.split("\\."));
    }
}
