package io.github.canarysiem.elastic.ecs;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.canarysiem.Incident;
import io.github.canarysiem.elastic.DocumentFormat;
import io.github.canarysiem.elastic.form.CanaryFields;
import io.github.canarysiem.elastic.form.Document;
import io.github.canarysiem.elastic.form.DocumentField;
import io.github.canarysiem.elastic.form.Timestamp;
import io.github.canarysiem.elastic.form.Values;
import io.github.canarysiem.json.IncidentJson;
import java.util.ArrayList;
import java.util.List;

/**
 * Incidents as alerts of the Elastic Common Schema, version {@value #VERSION}.
 *
 * <p>Nothing is lost: each part of the incident's JSON form is either the value of a field of ECS, or stands under {@code canary}
 * with the name that it has in that form. What identifies an incident (id, revision, kind, severity, token) stands there always.
 * No name that an attacker chose is a field name.
 *
 * <p>Revisions of one incident have the same {@code event.id} and count {@code event.sequence} up.
 *
 * <p>No value is one that its field's type refuses: an address that is none is {@code source.address} alone, a time beyond the
 * year 9999 is not {@code @timestamp} (the time of observation is), and a text of more than 8,191 characters stands whole under
 * {@code canary} and shortened in the field of ECS.
 *
 * <p>Thread-safe.
 */
public final class EcsFormat implements DocumentFormat {
    /** The version of ECS whose fields are used. */
    public static final String VERSION = "9.4.0";
    /** The object that holds what ECS has no field for. */
    public static final String REST = "canary";
    /** Characters of a text in a field that is compared as a whole: as many as fit into an index's longest term. */
    public static final int LONGEST_KEYWORD = Values.LONGEST;

    /** The format; it has no state. */
    public EcsFormat() {}

    @Override
    public ObjectNode document(Incident incident) {
        ObjectNode rest = IncidentJson.toTree(incident);
        Document document = new Document();
        Rows.ALL.forEach(row -> row.apply(rest, document));
        Timestamp.complete(document, rest.get("observed"));
        new EventPart(incident, document).write();
        Rows.ALL.forEach(row -> row.takeFrom(rest, document));
        Document.removeEmpty(rest);
        document.root().set(REST, rest);
        return document.root();
    }

    /** All fields that documents may have; several rows for one that is made of several parts. */
    public static List<DocumentField> fields() {
        List<DocumentField> fields = new ArrayList<>();
        Rows.ALL.forEach(row -> fields.add(row.described()));
        fields.addAll(EventPart.FIELDS);
        fields.addAll(CanaryFields.below(REST));
        return fields;
    }
}
