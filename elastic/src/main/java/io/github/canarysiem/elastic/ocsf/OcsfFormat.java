package io.github.canarysiem.elastic.ocsf;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.canarysiem.Incident;
import io.github.canarysiem.elastic.DocumentFormat;
import io.github.canarysiem.elastic.form.CanaryFields;
import io.github.canarysiem.elastic.form.Document;
import io.github.canarysiem.elastic.form.DocumentField;
import io.github.canarysiem.elastic.form.Timestamp;
import io.github.canarysiem.json.IncidentJson;
import java.util.ArrayList;
import java.util.List;

/**
 * Incidents as Detection Findings (class 2004) of OCSF, version {@value #VERSION}.
 *
 * <p>Nothing is lost: each part of the incident's JSON form is either the value of an attribute, or stands under {@code
 * unmapped.canary} with the name that it has in that form. {@code @timestamp}, which no schema but ours asks for, is the time of
 * the hit, as are {@code start_time} and {@code end_time}; {@code time} is when the finding was made, as the schema says.
 *
 * <p>Revisions of one incident have the same {@code finding_info.uid}; those after the first are of the activity "Update".
 *
 * <p>Thread-safe.
 */
public final class OcsfFormat implements DocumentFormat {
    /** The version of OCSF whose attributes are used. */
    public static final String VERSION = "1.9.0";
    /** The object that holds what the schema has no attribute for. */
    public static final String REST = "unmapped.canary";

    private static final List<String> EVIDENCES = List.of("evidences");
    private static final List<String> UNMAPPED = List.of(REST.split("\\."));

    /** The format; it has no state. */
    public OcsfFormat() {}

    @Override
    public ObjectNode document(Incident incident) {
        ObjectNode rest = IncidentJson.toTree(incident);
        JsonNode observed = rest.get("observed");
        Document document = new Document();
        Rows.ALL.forEach(row -> row.apply(rest, document));
        Timestamp.complete(document, observed);
        new FindingPart(incident, document).write(observed);
        Rows.ALL.forEach(row -> row.takeFrom(rest, document));
        Document.removeEmpty(rest);
        document.put(UNMAPPED, rest);
        JsonNode evidence = document.at(EVIDENCES);
        if (!evidence.isMissingNode()) {
            document.root().putArray(EVIDENCES.get(0)).add(evidence);
        }
        return document.root();
    }

    /** All attributes that documents may have; several rows for one that is made of several parts. */
    public static List<DocumentField> fields() {
        List<DocumentField> fields = new ArrayList<>();
        Rows.ALL.forEach(row -> fields.add(row.described()));
        fields.addAll(FindingPart.FIELDS);
        fields.addAll(CanaryFields.below(REST));
        return fields;
    }
}
