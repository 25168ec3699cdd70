package io.github.canarysiem.templates.wazuh;

import io.github.canarysiem.Exposure;
import io.github.canarysiem.FileActivity;
import io.github.canarysiem.Gap;
import io.github.canarysiem.Hit;
import io.github.canarysiem.Host;
import io.github.canarysiem.Http;
import io.github.canarysiem.Incident;
import io.github.canarysiem.IncidentBuilder;
import io.github.canarysiem.IncidentId;
import io.github.canarysiem.Kind;
import io.github.canarysiem.Monitor;
import io.github.canarysiem.RunningProcess;
import io.github.canarysiem.Severity;
import io.github.canarysiem.Source;
import io.github.canarysiem.Token;
import io.github.canarysiem.User;
import io.github.canarysiem.wazuh.KeyValueLine;
import io.github.canarysiem.wazuh.WazuhLine;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Lines for the tests of a pack, written by the writer of the sinks, so that they are what a manager will see. Always the same. */
final class SampleLines {
    private static final Instant TIME = Instant.parse("2026-11-21T20:00:00.250Z");
    private static final WazuhLine JSON = new WazuhLine(WazuhLine.LONGEST);
    private static final KeyValueLine KEY_VALUE = new KeyValueLine(WazuhLine.LONGEST);
    private static final int FIRST_HOST = 10;
    /** Comes from where the first sample comes from. */
    private static final String SAME_ADDRESS = "same_address";

    private final Map<String, Incident> incidents = new LinkedHashMap<>();

    private SampleLines() {}

    /** All lines by name, as JSON; each has an address and a token of its own. */
    static Map<String, String> json() {
        return lines(JSON::of);
    }

    /** The same as names and values. */
    static Map<String, String> keyValue() {
        return lines(KEY_VALUE::of);
    }

    private static Map<String, String> lines(Function<Incident, byte[]> writer) {
        SampleLines samples = new SampleLines();
        samples.types();
        samples.circumstances();
        samples.kinds();
        samples.files();
        Map<String, String> lines = new LinkedHashMap<>();
        samples.incidents.forEach(
                (name, incident) -> lines.put(name, new String(writer.apply(incident), StandardCharsets.UTF_8)));
        return lines;
    }

    private void types() {
        for (String type : List.of(
                "aws_keys",
                "kubeconfig",
                "cmd",
                "log4shell",
                "ms_word",
                "windows_dir",
                "my_sql",
                "cc",
                "signed_exe",
                "clonedsite")) {
            hit(type, type, Severity.HIGH, false, null, "alertable");
        }
        hit(
                "web",
                "web",
                Severity.MEDIUM,
                false,
                "Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0",
                "alertable");
        hit("dns", "dns", Severity.MEDIUM, false, null, "alertable");
        hit("smtp", "smtp", Severity.MEDIUM, false, null, "alertable");
        hit("other_type", "tomorrow", Severity.HIGH, false, null, "alertable");
        hit("no_type", null, Severity.HIGH, false, null, "alertable");
    }

    private void circumstances() {
        hit("tor_aws_keys", "aws_keys", Severity.CRITICAL, true, null, "alertable");
        hit("tor_ms_word", "ms_word", Severity.CRITICAL, true, null, "alertable");
        hit(
                "tor_web",
                "web",
                Severity.HIGH,
                true,
                "Slackbot-LinkExpanding 1.0 (+https://api.slack.com/robots)",
                "alertable");
        hit(
                "preview",
                "web",
                Severity.MEDIUM,
                false,
                "Slackbot-LinkExpanding 1.0 (+https://api.slack.com/robots)",
                "alertable");
        hit(
                "scanner",
                "web",
                Severity.MEDIUM,
                false,
                "masscan/1.3 (https://github.com/robertdavidgraham/masscan)",
                "alertable");
        hit("mentions_preview", "web", Severity.MEDIUM, false, "curl/8.5 Slackbot-LinkExpanding 1.0", "alertable");
        hit(
                "hostile",
                "web",
                Severity.MEDIUM,
                false,
                "\",\"canary.kind\":\"test\" error failed attack </rule> \u2028",
                "alertable");
        hit("ignored", "aws_keys", Severity.INFORMATIONAL, true, null, "ignored_ip");
        hit("long", "web", Severity.MEDIUM, false, "Mozilla/5.0 ".repeat(200), "alertable");
    }

    private void kinds() {
        hit(SAME_ADDRESS, "ms_word", Severity.HIGH, false, null, "alertable");
        add("enriched", hit("web", Kind.HIT_ENRICHED, Severity.MEDIUM));
        add("enriched_ignored", hit("web", Kind.HIT_ENRICHED, Severity.INFORMATIONAL));
        add(
                "key_exposed",
                start(Kind.KEY_EXPOSED, Severity.CRITICAL)
                        .token(new Token("sampletoken", "aws_keys", "in the wiki"))
                        .exposure(new Exposure("https://code.example/leak", "2026-11-21 19:00:00")));
        add(
                "gap",
                start(Kind.HISTORY_GAP, Severity.HIGH)
                        .token(new Token("sampletoken", "web", "in the wiki"))
                        .gap(new Gap(Gap.Reason.TRIMMED, 50, "All 50 hits are new.")));
        add(
                "monitor_started",
                start(Kind.MONITOR_STARTED, Severity.INFORMATIONAL).monitor(new Monitor("files", null)));
        add("monitor_stopped", start(Kind.MONITOR_STOPPED, Severity.HIGH).monitor(new Monitor("files", "killed")));
        add(
                "monitor_heartbeat",
                start(Kind.MONITOR_HEARTBEAT, Severity.INFORMATIONAL).monitor(new Monitor("files", null)));
        add("test", start(Kind.TEST, Severity.INFORMATIONAL).monitor(new Monitor("send-test", "A test.")));
    }

    private void files() {
        file(
                "file",
                "/srv/payroll.xlsx",
                new User("alice", "1000", "alice", "1000"),
                "soffice.bin",
                List.of("/usr/bin/bash"));
        file("file_second", "/srv/passwords.txt", new User("alice", "1000", "alice", "1000"), "soffice.bin", List.of());
        file("file_root", "/srv/payroll.xlsx", new User("root", "0", null, null), "backup", List.of("/usr/sbin/cron"));
        file(
                "file_user_0",
                "/srv/payroll.xlsx",
                new User("toor", "0", null, null),
                "backup",
                List.of("/usr/sbin/cron"));
        file(
                "file_root_shell",
                "/srv/payroll.xlsx",
                new User("root", "0", "bob", "1001"),
                "bash",
                List.of("/usr/sbin/sshd"));
        file(
                "file_from_root_shell",
                "/srv/payroll.xlsx",
                new User("root", "0", "bob", "1001"),
                "cat",
                List.of("/usr/bin/bash"));
        add(
                "file_enriched",
                start(Kind.FILE_ACCESS_ENRICHED, Severity.HIGH)
                        .user(new User("alice", "1000", "alice", "1000"))
                        .file(new FileActivity(
                                "/srv/payroll.xlsx", List.of("open", "read"), "fanotify", "full", null, 12)));
    }

    private void hit(
            String name, @Nullable String type, Severity severity, boolean tor, @Nullable String agent, String status) {
        String address = name.equals(SAME_ADDRESS) ? "203.0.113." + FIRST_HOST : address();
        IncidentBuilder incident = Incident.of(id(name), Kind.HIT, severity, TIME, TIME)
                .token(new Token("sample" + name.replace("_", ""), type, "sample: " + name))
                .channel(agent == null ? "DNS" : "HTTP")
                .hit(new Hit("1795291200.25", true, status))
                .source(new Source(address, address, null, null, tor, false));
        add(name, agent == null ? incident : incident.http(new Http(agent, null, null, null, null, null, null, null)));
    }

    private IncidentBuilder hit(String type, Kind kind, Severity severity) {
        String address = address();
        return start(kind, severity)
                .token(new Token("sampletoken", type, "in the wiki"))
                .source(new Source(address, address, null, null, false, false));
    }

    private void file(String name, String path, User user, String process, List<String> ancestors) {
        add(
                name,
                start(Kind.FILE_ACCESS, Severity.HIGH)
                        .host(new Host("files", null))
                        .user(user)
                        .file(new FileActivity(path, List.of("open"), "fanotify", "full", null, 1))
                        .process(new RunningProcess(
                                process,
                                "4711",
                                "/usr/bin/" + process,
                                List.of(process),
                                "/root",
                                null,
                                null,
                                null,
                                ancestors)));
    }

    private IncidentBuilder start(Kind kind, Severity severity) {
        return Incident.of(id(kind.code() + incidents.size()), kind, severity, TIME, TIME);
    }

    private void add(String name, IncidentBuilder incident) {
        incidents.put(name, incident.build());
    }

    private String address() {
        return "203.0.113." + (FIRST_HOST + incidents.size());
    }

    private static String id(String name) {
        return IncidentId.of("sample", name);
    }
}
