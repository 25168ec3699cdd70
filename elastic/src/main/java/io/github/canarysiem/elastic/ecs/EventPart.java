package io.github.canarysiem.elastic.ecs;

import static io.github.canarysiem.elastic.form.FieldType.FLOAT;
import static io.github.canarysiem.elastic.form.FieldType.KEYWORD;
import static io.github.canarysiem.elastic.form.FieldType.LONG;
import static io.github.canarysiem.elastic.form.FieldType.MATCH_ONLY_TEXT;

import com.fasterxml.jackson.databind.node.DoubleNode;
import com.fasterxml.jackson.databind.node.LongNode;
import io.github.canarysiem.Incident;
import io.github.canarysiem.Kind;
import io.github.canarysiem.elastic.form.Attack;
import io.github.canarysiem.elastic.form.Document;
import io.github.canarysiem.elastic.form.DocumentField;
import io.github.canarysiem.elastic.form.Message;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** The fields that say what an incident is: {@code event}, {@code rule}, {@code observer}, {@code threat}, and the message. */
final class EventPart {
    /** All that {@link #write} may write. */
    static final List<DocumentField> FIELDS = List.of(
            new DocumentField("ecs.version", KEYWORD, ""),
            new DocumentField("event.kind", KEYWORD, "kind"),
            new DocumentField("event.category", KEYWORD, ""),
            new DocumentField("event.type", KEYWORD, ""),
            new DocumentField("event.action", KEYWORD, "kind"),
            new DocumentField("event.module", KEYWORD, ""),
            new DocumentField("event.dataset", KEYWORD, ""),
            new DocumentField("event.provider", KEYWORD, ""),
            new DocumentField("event.severity", LONG, "severity"),
            new DocumentField("event.risk_score", FLOAT, "severity"),
            new DocumentField("observer.vendor", KEYWORD, ""),
            new DocumentField("observer.product", KEYWORD, ""),
            new DocumentField("observer.type", KEYWORD, ""),
            new DocumentField("rule.name", KEYWORD, "kind"),
            new DocumentField("rule.ruleset", KEYWORD, ""),
            new DocumentField("network.protocol", KEYWORD, "channel"),
            new DocumentField("threat.framework", KEYWORD, ""),
            new DocumentField("threat.tactic.id", KEYWORD, ""),
            new DocumentField("threat.tactic.name", KEYWORD, ""),
            new DocumentField("threat.technique.id", KEYWORD, ""),
            new DocumentField("threat.technique.name", KEYWORD, ""),
            new DocumentField("threat.technique.subtechnique.id", KEYWORD, ""),
            new DocumentField("threat.technique.subtechnique.name", KEYWORD, ""),
            new DocumentField("message", MATCH_ONLY_TEXT, ""),
            new DocumentField("tags", KEYWORD, "kind"));

    private static final Set<String> PROTOCOLS = Set.of("http", "dns", "smtp");
    private static final String TAG = "canarytokens";

    private final Incident incident;
    private final Document document;

    EventPart(Incident incident, Document document) {
        this.incident = incident;
        this.document = document;
    }

    void write() {
        document.put("ecs.version", EcsFormat.VERSION);
        document.put("event.kind", kind());
        categories().forEach(category -> document.add("event.category", category));
        types().forEach(type -> document.add("event.type", type));
        document.put("event.action", action());
        document.put("event.module", TAG);
        document.put("event.dataset", TAG + ".alert");
        document.put("event.provider", "canary-siem");
        document.put(List.of("event", "severity"), LongNode.valueOf(Message.score(incident.severity())));
        document.put(List.of("event", "risk_score"), DoubleNode.valueOf(Message.score(incident.severity())));
        document.put("observer.vendor", Message.vendor(incident.kind()));
        document.put("observer.product", Message.product(incident.kind()));
        document.put("observer.type", "sensor");
        document.put("rule.name", Message.title(incident.kind()));
        document.put("rule.ruleset", TAG);
        String protocol = incident.channel() == null ? "" : incident.channel().toLowerCase(Locale.ROOT);
        if (PROTOCOLS.contains(protocol)) {
            document.put("network.protocol", protocol);
        }
        threat();
        document.put(List.of("message"), Message.of(incident));
        document.add("tags", TAG);
        document.add("tags", incident.kind().code());
    }

    private boolean isFileAccess() {
        return incident.kind() == Kind.FILE_ACCESS || incident.kind() == Kind.FILE_ACCESS_ENRICHED;
    }

    private String kind() {
        return switch (incident.kind()) {
            case HIT, HIT_ENRICHED, KEY_EXPOSED, HISTORY_GAP, FILE_ACCESS, FILE_ACCESS_ENRICHED -> "alert";
            case MONITOR_HEARTBEAT -> "state";
            case MONITOR_STARTED, MONITOR_STOPPED, TEST -> "event";
        };
    }

    private String action() {
        return switch (incident.kind()) {
            case HIT -> "canarytoken-triggered";
            case HIT_ENRICHED -> "canarytoken-enriched";
            case KEY_EXPOSED -> "canarytoken-key-exposed";
            case HISTORY_GAP -> "canarytoken-history-gap";
            case FILE_ACCESS -> "honeyfile-accessed";
            case FILE_ACCESS_ENRICHED -> "honeyfile-enriched";
            case MONITOR_STARTED, MONITOR_STOPPED, MONITOR_HEARTBEAT ->
                incident.kind().code();
            case TEST -> "canary-siem-test";
        };
    }

    private Set<String> categories() {
        Set<String> categories = new LinkedHashSet<>();
        switch (incident.kind()) {
            case MONITOR_STARTED, MONITOR_STOPPED, MONITOR_HEARTBEAT -> categories.add("process");
            case HIT, HIT_ENRICHED, KEY_EXPOSED, HISTORY_GAP, FILE_ACCESS, FILE_ACCESS_ENRICHED, TEST -> {
                categories.add("intrusion_detection");
                addIf(categories, "web", incident.http() != null);
                addIf(categories, "network", "DNS".equals(incident.channel()));
                addIf(categories, "email", incident.mail() != null);
                addIf(categories, "api", incident.cloud() != null);
                addIf(categories, "file", incident.file() != null);
                addIf(categories, "process", incident.process() != null);
            }
        }
        return categories;
    }

    private Set<String> types() {
        Set<String> types = new LinkedHashSet<>();
        types.add(
                switch (incident.kind()) {
                    case MONITOR_STARTED -> "start";
                    case MONITOR_STOPPED -> "end";
                    case HIT,
                            HIT_ENRICHED,
                            KEY_EXPOSED,
                            HISTORY_GAP,
                            FILE_ACCESS,
                            FILE_ACCESS_ENRICHED,
                            MONITOR_HEARTBEAT,
                            TEST -> "info";
                });
        if (isFileAccess() && incident.file() != null) {
            for (String operation : incident.file().operations()) {
                switch (operation.toLowerCase(Locale.ROOT)) {
                    case "open", "read", "access", "execute" -> types.add("access");
                    case "write", "modify", "attributes", "rename", "move" -> types.add("change");
                    case "create" -> types.add("creation");
                    case "delete" -> types.add("deletion");
                    default -> {
                        // "info" says it already
                    }
                }
            }
        }
        return types;
    }

    private void threat() {
        List<Attack.Technique> techniques = Attack.of(incident);
        if (!techniques.isEmpty()) {
            document.put("threat.framework", Attack.FRAMEWORK);
        }
        for (Attack.Technique technique : techniques) {
            document.add("threat.tactic.id", technique.tactic().id);
            document.add("threat.tactic.name", technique.tactic().title);
            document.add("threat.technique.id", technique.id());
            document.add("threat.technique.name", technique.name());
            technique.variant().ifPresent(variant -> {
                document.add("threat.technique.subtechnique.id", variant.id());
                document.add("threat.technique.subtechnique.name", variant.name());
            });
        }
    }

    private static void addIf(Set<String> categories, String category, boolean condition) {
        if (condition) {
            categories.add(category);
        }
    }
}
