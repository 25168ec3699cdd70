package io.github.canarysiem.templates.elastic;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** Which fields rules, monitors and dashboards name. */
final class UsedFields {
    /** Names of settings whose values are names of fields. */
    private static final Set<String> NAMING =
            Set.of("field", "columns", "timestamp_override", "rule_name_override", "timeFieldName");
    /** Names of clauses whose only name is that of a field. */
    private static final Set<String> CLAUSES = Set.of("term", "range");

    private static final Pattern QUOTED = Pattern.compile("\"[^\"]*\"");
    /** How a query in ES|QL begins; its fields are the names with a point or an at sign. */
    private static final String PIPED = "FROM ";

    private static final Pattern IN_PIPE = Pattern.compile("@[a-z]+|[a-z_][a-z0-9_]*(?:\\.[a-z0-9_]+)+");
    private static final Pattern IN_QUERY = Pattern.compile("([a-z@_][a-z0-9_@.]*)\\s*(?::|>=|<=|>|<)");

    private UsedFields() {}

    /** All names, as often as they are used; none of the API's own files. */
    static List<String> of(String path, List<JsonNode> objects) {
        List<String> fields = new ArrayList<>();
        if (!path.startsWith("api/")) {
            objects.forEach(object -> NestedJson.each(object, (name, value) -> collect(name, value, fields)));
        }
        return fields;
    }

    private static void collect(String name, JsonNode value, List<String> fields) {
        if (NAMING.contains(name) && value.isTextual()) {
            fields.add(value.asText());
        } else if (CLAUSES.contains(name) && value.isObject()) {
            value.fieldNames().forEachRemaining(fields::add);
        } else if (name.equals("query") && value.asText().startsWith(PIPED)) {
            String afterSource = value.asText().substring(value.asText().indexOf('|'));
            IN_PIPE.matcher(QUOTED.matcher(afterSource).replaceAll(""))
                    .results()
                    .forEach(found -> fields.add(found.group()));
        } else if (name.equals("query") && value.isTextual()) {
            IN_QUERY.matcher(QUOTED.matcher(value.asText()).replaceAll(""))
                    .results()
                    .forEach(found -> fields.add(found.group(1)));
        }
    }
}
