package io.github.canarysiem.elastic.ocsf;

import static io.github.canarysiem.elastic.form.FieldType.BOOLEAN;
import static io.github.canarysiem.elastic.form.FieldType.KEYWORD;
import static io.github.canarysiem.elastic.form.FieldType.LONG;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.canarysiem.Incident;
import io.github.canarysiem.Severity;
import io.github.canarysiem.elastic.form.Attack;
import io.github.canarysiem.elastic.form.Document;
import io.github.canarysiem.elastic.form.DocumentField;
import io.github.canarysiem.elastic.form.FieldType;
import io.github.canarysiem.elastic.form.Message;
import java.util.List;

/** The attributes that say what a finding is: classification, severity, product, ATT&amp;CK, and the message. */
final class FindingPart {
    /** All that {@link #write} may write. */
    static final List<DocumentField> FIELDS = List.of(
            new DocumentField("category_uid", LONG, ""),
            new DocumentField("category_name", KEYWORD, ""),
            new DocumentField("class_uid", LONG, ""),
            new DocumentField("class_name", KEYWORD, ""),
            new DocumentField("activity_id", LONG, "revision"),
            new DocumentField("activity_name", KEYWORD, "revision"),
            new DocumentField("type_uid", LONG, "revision"),
            new DocumentField("type_name", KEYWORD, "revision"),
            new DocumentField("time", LONG, "observed"),
            new DocumentField("severity_id", LONG, "severity"),
            new DocumentField("severity", KEYWORD, "severity"),
            new DocumentField("risk_score", LONG, "severity"),
            new DocumentField("status_id", LONG, ""),
            new DocumentField("is_alert", BOOLEAN, "kind"),
            new DocumentField("message", FieldType.MATCH_ONLY_TEXT, ""),
            new DocumentField("metadata.version", KEYWORD, ""),
            new DocumentField("metadata.profiles", KEYWORD, ""),
            new DocumentField("metadata.product.name", KEYWORD, ""),
            new DocumentField("metadata.product.vendor_name", KEYWORD, ""),
            new DocumentField("finding_info.title", KEYWORD, "kind"),
            new DocumentField("finding_info.types", KEYWORD, "kind"),
            new DocumentField("finding_info.analytic.type_id", LONG, ""),
            new DocumentField("finding_info.analytic.type", KEYWORD, ""),
            new DocumentField("finding_info.attacks.tactic.uid", KEYWORD, ""),
            new DocumentField("finding_info.attacks.tactic.name", KEYWORD, ""),
            new DocumentField("finding_info.attacks.technique.uid", KEYWORD, ""),
            new DocumentField("finding_info.attacks.technique.name", KEYWORD, ""),
            new DocumentField("finding_info.attacks.sub_technique.uid", KEYWORD, ""),
            new DocumentField("finding_info.attacks.sub_technique.name", KEYWORD, ""),
            new DocumentField("evidences.device.type_id", LONG, ""),
            new DocumentField("evidences.file.type_id", LONG, ""),
            new DocumentField("evidences.process.file.type_id", LONG, ""));

    private static final long FINDINGS = 2;
    private static final long DETECTION_FINDING = 2_004;
    private static final long LATEST = 253_402_300_799_999L;

    private final Incident incident;
    private final Document document;

    FindingPart(Incident incident, Document document) {
        this.incident = incident;
        this.document = document;
    }

    void write(JsonNode observed) {
        boolean first = incident.revision() == 1;
        String activity = first ? "Create" : "Update";
        number("category_uid", FINDINGS);
        document.put("category_name", "Findings");
        number("class_uid", DETECTION_FINDING);
        document.put("class_name", "Detection Finding");
        number("activity_id", first ? 1 : 2);
        document.put("activity_name", activity);
        number("type_uid", DETECTION_FINDING * 100 + (first ? 1 : 2));
        document.put("type_name", "Detection Finding: " + activity);
        JsonNode time = Rows.milliseconds(observed);
        document.put(List.of("time"), time == null ? LongNode.valueOf(LATEST) : time);
        number("severity_id", severity());
        document.put("severity", severityName());
        number("risk_score", Message.score(incident.severity()));
        number("status_id", 1);
        document.put(List.of("is_alert"), BooleanNode.valueOf(isAlert()));
        document.put(List.of("message"), Message.of(incident));
        document.put("metadata.version", OcsfFormat.VERSION);
        document.put("metadata.product.name", Message.product(incident.kind()));
        document.put("metadata.product.vendor_name", Message.vendor(incident.kind()));
        document.put("finding_info.title", Message.title(incident.kind()));
        document.add("finding_info.types", incident.kind().code());
        number("finding_info.analytic.type_id", 1);
        document.put("finding_info.analytic.type", "Rule");
        attacks();
        requiredBeside();
    }

    /** What the schema requires where another attribute is. */
    private void requiredBeside() {
        for (String object : List.of("evidences.device", "evidences.file", "evidences.process.file")) {
            if (!document.at(List.of(object.split("\\."))).isMissingNode()) {
                number(object + ".type_id", 0);
            }
        }
        if (!document.at(List.of("cloud")).isMissingNode()) {
            document.add("metadata.profiles", "cloud");
        }
    }

    private void attacks() {
        ArrayNode attacks = JsonNodeFactory.instance.arrayNode();
        for (Attack.Technique technique : Attack.of(incident)) {
            ObjectNode attack = attacks.addObject();
            attack.putObject("tactic").put("uid", technique.tactic().id).put("name", technique.tactic().title);
            attack.putObject("technique").put("uid", technique.id()).put("name", technique.name());
            technique
                    .variant()
                    .ifPresent(variant -> attack.putObject("sub_technique")
                            .put("uid", variant.id())
                            .put("name", variant.name()));
        }
        if (!attacks.isEmpty()) {
            document.put(List.of("finding_info", "attacks"), attacks);
        }
    }

    private long severity() {
        return switch (incident.severity()) {
            case INFORMATIONAL -> 1;
            case LOW -> 2;
            case MEDIUM -> 3;
            case HIGH -> 4;
            case CRITICAL -> 5;
        };
    }

    private String severityName() {
        String code = incident.severity().code();
        return Character.toUpperCase(code.charAt(0)) + code.substring(1);
    }

    private boolean isAlert() {
        return incident.severity() != Severity.INFORMATIONAL && Message.isAlert(incident.kind());
    }

    private void number(String path, long value) {
        document.put(List.of(path.split("\\.")), LongNode.valueOf(value));
    }
}
