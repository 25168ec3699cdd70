package io.github.canarysiem.elastic.form;

import io.github.canarysiem.Incident;
import io.github.canarysiem.Kind;
import io.github.canarysiem.Severity;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What MITRE ATT&amp;CK calls what was seen; the same as the rules of the pack for Wazuh say. */
public final class Attack {
    /** The value of {@code threat.framework}. */
    public static final String FRAMEWORK = "MITRE ATT&CK";

    private static final Technique FILES_FOUND = technique("T1083", "File and Directory Discovery", Tactic.DISCOVERY);
    private static final Technique LOCAL_DATA = technique("T1005", "Data from Local System", Tactic.COLLECTION);
    private static final Technique SHARED_DATA =
            technique("T1039", "Data from Network Shared Drive", Tactic.COLLECTION);
    private static final Technique REPOSITORY =
            technique("T1213", "Data from Information Repositories", Tactic.COLLECTION);
    private static final Technique ACCOUNT = technique("T1078", "Valid Accounts", Tactic.INITIAL_ACCESS);
    private static final Technique CLOUD_ACCOUNT = ACCOUNT.sub("T1078.004", "Cloud Accounts");
    private static final Technique SECRETS = technique("T1552", "Unsecured Credentials", Tactic.CREDENTIAL_ACCESS);
    private static final Technique SECRETS_IN_FILES = SECRETS.sub("T1552.001", "Credentials In Files");
    private static final Technique COMMAND = technique("T1059", "Command and Scripting Interpreter", Tactic.EXECUTION);
    private static final Technique EXPLOIT =
            technique("T1190", "Exploit Public-Facing Application", Tactic.INITIAL_ACCESS);
    private static final Technique OPENED_PROGRAM =
            technique("T1204", "User Execution", Tactic.EXECUTION).sub("T1204.002", "Malicious File");
    private static final Technique PHISHING =
            technique("T1566", "Phishing", Tactic.INITIAL_ACCESS).sub("T1566.002", "Spearphishing Link");
    private static final Technique SCAN = technique("T1595", "Active Scanning", Tactic.RECONNAISSANCE);
    private static final Technique MAIL_ADDRESSES = technique(
                    "T1589", "Gather Victim Identity Information", Tactic.RECONNAISSANCE)
            .sub("T1589.002", "Email Addresses");
    private static final Technique TOR =
            technique("T1090", "Proxy", Tactic.COMMAND_AND_CONTROL).sub("T1090.003", "Multi-hop Proxy");
    private static final Technique DEFENCES = technique("T1562", "Impair Defenses", Tactic.DEFENSE_EVASION);
    private static final Technique TOOLS_STOPPED = DEFENCES.sub("T1562.001", "Disable or Modify Tools");

    private static final Map<String, List<Technique>> BY_TYPE = byType();

    private Attack() {}

    /** The aim of a technique. */
    public enum Tactic {
        /** Looks for a way in. */
        RECONNAISSANCE("TA0043", "Reconnaissance"),
        /** Gets in. */
        INITIAL_ACCESS("TA0001", "Initial Access"),
        /** Runs code. */
        EXECUTION("TA0002", "Execution"),
        /** Stays unseen. */
        DEFENSE_EVASION("TA0005", "Defense Evasion"),
        /** Takes credentials. */
        CREDENTIAL_ACCESS("TA0006", "Credential Access"),
        /** Looks around. */
        DISCOVERY("TA0007", "Discovery"),
        /** Gathers data. */
        COLLECTION("TA0009", "Collection"),
        /** Stays in touch. */
        COMMAND_AND_CONTROL("TA0011", "Command and Control");

        /** Such as {@code TA0007}. */
        public final String id;

        /** Such as {@code Discovery}. */
        public final String title;

        Tactic(String id, String title) {
            this.id = id;
            this.title = title;
        }
    }

    /**
     * A technique, or one of its variants.
     *
     * @param id such as {@code T1552}
     * @param name such as {@code Unsecured Credentials}
     * @param tactic what it is for
     * @param variant its variant; none if it is the technique itself
     */
    public record Technique(String id, String name, Tactic tactic, Optional<Variant> variant) {
        private Technique sub(String subId, String subName) {
            return new Technique(id, name, tactic, Optional.of(new Variant(subId, subName)));
        }
    }

    /**
     * A variant, which ATT&amp;CK calls a sub-technique.
     *
     * @param id such as {@code T1552.001}
     * @param name such as {@code Credentials In Files}
     */
    public record Variant(String id, String name) {}

    /** What an incident shows; empty if nobody attacked. */
    public static List<Technique> of(Incident incident) {
        if (incident.severity() == Severity.INFORMATIONAL && incident.kind() != Kind.MONITOR_STOPPED) {
            return List.of();
        }
        return switch (incident.kind()) {
            case HIT, HIT_ENRICHED -> ofHit(incident);
            case KEY_EXPOSED -> List.of(SECRETS_IN_FILES);
            case HISTORY_GAP -> List.of(DEFENCES);
            case FILE_ACCESS, FILE_ACCESS_ENRICHED -> List.of(LOCAL_DATA);
            case MONITOR_STOPPED -> List.of(TOOLS_STOPPED);
            case MONITOR_STARTED, MONITOR_HEARTBEAT, TEST -> List.of();
        };
    }

    private static List<Technique> ofHit(Incident incident) {
        String type = incident.token() == null ? null : incident.token().type();
        List<Technique> found =
                new ArrayList<>(type == null ? List.of(FILES_FOUND) : BY_TYPE.getOrDefault(type, List.of(FILES_FOUND)));
        if (incident.source() != null && Boolean.TRUE.equals(incident.source().tor())) {
            found.add(TOR);
        }
        return found;
    }

    private static Map<String, List<Technique>> byType() {
        Map<String, List<Technique>> map = new HashMap<>();
        put(map, List.of(CLOUD_ACCOUNT, SECRETS_IN_FILES), "aws_keys", "azure_id", "aws_infra");
        put(
                map,
                List.of(ACCOUNT, SECRETS_IN_FILES),
                "kubeconfig",
                "wireguard",
                "slack_api",
                "crowdstrike_cc",
                "idp_app");
        put(map, List.of(COMMAND), "cmd", "windows_fake_fs", "mcp");
        put(map, List.of(EXPLOIT), "log4shell");
        put(map, List.of(LOCAL_DATA), "ms_word", "ms_excel", "adobe_pdf");
        put(map, List.of(FILES_FOUND, SHARED_DATA), "windows_dir", "webdav", "svn");
        put(map, List.of(REPOSITORY), "my_sql", "sql_server");
        put(map, List.of(SECRETS), "cc", "credit_card_v2");
        put(map, List.of(OPENED_PROGRAM), "signed_exe");
        put(map, List.of(PHISHING), "clonedsite", "cssclonedsite");
        put(
                map,
                List.of(SCAN),
                "web",
                "dns",
                "web_image",
                "qr_code",
                "fast_redirect",
                "slow_redirect",
                "legacy",
                "pwa",
                "svg");
        put(map, List.of(MAIL_ADDRESSES), "smtp");
        return Map.copyOf(map);
    }

    private static void put(Map<String, List<Technique>> map, List<Technique> techniques, String... types) {
        for (String type : types) {
            map.put(type, techniques);
        }
    }

    private static Technique technique(String id, String name, Tactic tactic) {
        return new Technique(id, name, tactic, Optional.empty());
    }
}
