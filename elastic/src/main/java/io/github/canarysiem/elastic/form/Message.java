package io.github.canarysiem.elastic.form;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.canarysiem.Incident;
import io.github.canarysiem.Kind;
import io.github.canarysiem.Severity;
import io.github.canarysiem.json.Text;

/** What an analyst reads first. */
public final class Message {
    private static final String OURS = "canary-siem";

    private Message() {}

    /** One line, of {@link Values#LONGEST} characters at most, in which all but the first words may be an attacker's. */
    public static JsonNode of(Incident incident) {
        StringBuilder line = new StringBuilder(title(incident.kind()));
        if (incident.token() != null) {
            String memo = incident.token().memo();
            String type = incident.token().type();
            line.append(": ").append(memo == null ? incident.token().id() : memo);
            line.append(" [").append(type == null ? "unknown" : type).append(']');
        }
        if (incident.file() != null && incident.file().path() != null) {
            line.append(": ").append(incident.file().path());
        }
        if (incident.source() != null) {
            line.append(" from ").append(incident.source().address());
        }
        if (incident.gap() != null) {
            line.append(": ").append(incident.gap().detail());
        }
        if (incident.monitor() != null) {
            String detail = incident.monitor().detail();
            line.append(": ").append(incident.monitor().name()).append(detail == null ? "" : ": " + detail);
        }
        return Values.text(Text.wellFormed(line.toString()));
    }

    /** What happened, in words of ours. */
    public static String title(Kind kind) {
        return switch (kind) {
            case HIT -> "Canarytoken triggered";
            case HIT_ENRICHED -> "Canarytoken triggered, more is known now";
            case KEY_EXPOSED -> "Canarytoken key exposed";
            case HISTORY_GAP -> "Canarytoken hits may be missing";
            case FILE_ACCESS -> "Honeyfile touched";
            case FILE_ACCESS_ENRICHED -> "Honeyfile touched, more is known now";
            case MONITOR_STARTED -> "Canarytoken monitor started";
            case MONITOR_STOPPED -> "Canarytoken monitor stopped";
            case MONITOR_HEARTBEAT -> "Canarytoken monitor is alive";
            case TEST -> "canary-siem test";
        };
    }

    /** Whether somebody has to look at it. */
    public static boolean isAlert(Kind kind) {
        return switch (kind) {
            case HIT, HIT_ENRICHED, KEY_EXPOSED, HISTORY_GAP, FILE_ACCESS, FILE_ACCESS_ENRICHED -> true;
            case MONITOR_STARTED, MONITOR_STOPPED, MONITOR_HEARTBEAT, TEST -> false;
        };
    }

    /** Whose product saw it. */
    public static String vendor(Kind kind) {
        return isFromServer(kind) ? "Thinkst" : OURS;
    }

    /** Which product saw it. */
    public static String product(Kind kind) {
        return isFromServer(kind) ? "Canarytokens" : OURS;
    }

    /** How grave it is, of 100; what Elastic Security gives its severities. */
    public static int score(Severity severity) {
        return switch (severity) {
            case INFORMATIONAL -> 0;
            case LOW -> 21;
            case MEDIUM -> 47;
            case HIGH -> 73;
            case CRITICAL -> 99;
        };
    }

    private static boolean isFromServer(Kind kind) {
        return switch (kind) {
            case HIT, HIT_ENRICHED, KEY_EXPOSED -> true;
            case HISTORY_GAP,
                    FILE_ACCESS,
                    FILE_ACCESS_ENRICHED,
                    MONITOR_STARTED,
                    MONITOR_STOPPED,
                    MONITOR_HEARTBEAT,
                    TEST -> false;
        };
    }
}
