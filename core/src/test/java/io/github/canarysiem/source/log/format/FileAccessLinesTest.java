package io.github.canarysiem.source.log.format;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.canarysiem.Attribute;
import io.github.canarysiem.Incident;
import io.github.canarysiem.Kind;
import io.github.canarysiem.spi.Finding;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Lines of Falco, Tetragon and auditd, made up after their documentation. */
class FileAccessLinesTest {
    private static final String CALL =
            "type=SYSCALL msg=audit(1795287600.%s): arch=c000003e syscall=257 success=%s exit=3"
                    + " a0=ffffff9c a1=7ffd a2=%s a3=0 items=1 ppid=2686 pid=3538 auid=1000 uid=0 gid=0 euid=0 tty=pts0 ses=4"
                    + " comm=\"cat\" exe=\"/usr/bin/cat\" key=%s";
    private static final String FOLDER = "type=CWD msg=audit(1795287600.%s):  cwd=\"/srv/files\"";
    private static final String FILE =
            "type=PATH msg=audit(1795287600.%s): item=0 name=%s inode=4 dev=fd:00 mode=0100600 nametype=NORMAL";
    private static final String TITLE =
            "type=PROCTITLE msg=audit(1795287600.%s): proctitle=636174002F7372762F706179726F6C6C2E786C7378";
    private static final String END = "type=EOE msg=audit(1795287600.%s): ";

    @Test
    void aFalcoAlertTellsWhoDidWhat() {
        ReadLines lines = ReadLines.with(FormatName.AUTO);
        assertThat(lines.read("""
                {"hostname":"node-1","output":"canary opened","priority":"Critical","rule":"canary file opened","source":"syscall",\
                "tags":["T1005"],"time":"2026-11-21T19:00:00.123456789Z","output_fields":{"container.id":"3fa2c1","evt.time":1795287600123456789,\
                "evt.type":"openat","evt.is_open_read":true,"fd.name":"/srv/payroll.xlsx","proc.cmdline":"cat /srv/payroll.xlsx",\
                "proc.exepath":"/usr/bin/cat","proc.name":"cat","proc.pid":4711,"proc.pname":"bash","proc.aname[2]":"sshd",\
                "user.name":"root","user.uid":0,"user.loginname":"alice","user.loginuid":1000,"k8s.pod.name":"web-7"}}""")).isTrue();
        Incident access = lines.incident();

        assertThat(access.kind()).isEqualTo(Kind.FILE_ACCESS);
        assertThat(access.occurredAt()).isEqualTo(Instant.parse("2026-11-21T19:00:00.123456789Z"));
        assertThat(access.file())
                .extracting("path", "operations", "detector", "attribution")
                .containsExactly("/srv/payroll.xlsx", List.of("open", "read"), "falco", "full");
        assertThat(access.user())
                .extracting("name", "id", "loginName", "loginId")
                .containsExactly("root", "0", "alice", "1000");
        assertThat(access.process())
                .extracting("name", "pid", "executable", "commandLine", "container", "ancestors")
                .containsExactly(
                        "cat",
                        "4711",
                        "/usr/bin/cat",
                        List.of("cat /srv/payroll.xlsx"),
                        "3fa2c1",
                        List.of("bash", "sshd"));
        assertThat(access).extracting("host.name").isEqualTo("node-1");
        assertThat(access.other()).contains(Attribute.of("/output_fields/k8s.pod.name", "web-7"));
    }

    @Test
    void otherAlertsAreUnderstoodAndTellNothing() {
        ReadLines lines = new ReadLines(FormatName.FALCO, List.of("canary*"), List.of("/srv/*"));
        String alert = "{\"rule\":\"%s\",\"tags\":[\"%s\"],\"output_fields\":{\"fd.name\":\"%s\"}}";
        assertThat(lines.read(alert.formatted("Terminal shell", "mitre", "/etc/shadow")))
                .isTrue();
        assertThat(lines.read(alert.formatted("connection", "net", "10.0.0.1:1->10.0.0.2:2")))
                .isTrue();
        assertThat(lines.findings()).isEmpty();
        lines.read(alert.formatted("Terminal shell", "canary-files", "/etc/shadow"));
        lines.read(alert.formatted("Terminal shell", "mitre", "/srv/a"));

        assertThat(lines.incidents()).extracting("file.path").containsExactly("/etc/shadow", "/srv/a");
    }

    @Test
    void aTetragonEventTellsWhoDidWhat() {
        ReadLines lines = ReadLines.with(FormatName.AUTO);
        assertThat(lines.read("""
                {"process_kprobe":{"process":{"exec_id":"a","pid":4711,"uid":0,"cwd":"/root","binary":"/usr/bin/cat",\
                "arguments":"/srv/payroll.xlsx","flags":"execve clone","start_time":"2026-11-21T18:59:59.5Z","auid":4294967295,\
                "pod":{"namespace":"shop","name":"web-7","container":{"id":"containerd://3fa2c1","name":"web"}},"docker":"3fa2c1"},\
                "parent":{"pid":1,"binary":"/usr/bin/bash"},"function_name":"security_file_permission",\
                "args":[{"file_arg":{"path":"/srv/payroll.xlsx","permission":"-rw-------"}},{"int_arg":4}],\
                "action":"KPROBE_ACTION_POST","policy_name":"canary-files"},"node_name":"node-1","time":"2026-11-21T19:00:00.25Z"}""")).isTrue();
        Incident access = lines.incident();

        assertThat(access.occurredAt()).isEqualTo(Instant.parse("2026-11-21T19:00:00.25Z"));
        assertThat(access.file())
                .extracting("path", "operations", "detector", "attribution")
                .containsExactly("/srv/payroll.xlsx", List.of("read"), "tetragon", "full");
        assertThat(access.user()).extracting("id", "loginId").containsExactly("0", null);
        assertThat(access.process())
                .extracting("name", "pid", "commandLine", "workingDirectory", "startedAt", "container", "ancestors")
                .containsExactly(
                        "cat",
                        "4711",
                        List.of("/usr/bin/cat", "/srv/payroll.xlsx"),
                        "/root",
                        Instant.parse("2026-11-21T18:59:59.5Z"),
                        "containerd://3fa2c1",
                        List.of("/usr/bin/bash"));
        assertThat(access).extracting("host.name").isEqualTo("node-1");
        assertThat(access.other()).contains(Attribute.of("/process_kprobe/process/pod/namespace", "shop"));
    }

    @Test
    void tetragonsOtherEventsAreUnderstoodAndTellNothing() {
        ReadLines lines = new ReadLines(FormatName.TETRAGON, List.of("canary*"), List.of("/opt/bait*"));
        assertThat(lines.read("{\"process_exit\":{\"process\":{\"binary\":\"/opt/bait\"}}}"))
                .isTrue();
        assertThat(lines.read("{\"process_exec\":{\"process\":{\"binary\":\"/bin/sh\"}}}"))
                .isTrue();
        assertThat(lines.findings()).isEmpty();
        assertThat(lines.read("{\"process_exec\":{\"process\":{\"binary\":\"/opt/bait\",\"pid\":1}}}"))
                .isTrue();

        assertThat(lines.incident()).extracting("file.operations").isEqualTo(List.of("execute"));
    }

    @Test
    void theRecordsOfAnAuditEventAreOneIncident() {
        ReadLines lines = ReadLines.with(FormatName.AUTO);
        lines.read(CALL.formatted("243:77", "no", "0", "\"canary-payroll\""));
        lines.read(FOLDER.formatted("243:77"));
        assertThat(lines.waiting()).containsExactly(new Place("/log", 1, 0));
        lines.read(FILE.formatted("243:77", "\"../payroll.xlsx\""));
        lines.read(TITLE.formatted("243:77"));
        lines.read(END.formatted("243:77"));
        Incident access = lines.incident();

        assertThat(lines.waiting()).isEmpty();
        assertThat(access.occurredAt()).isEqualTo(Instant.parse("2026-11-21T19:00:00.243Z"));
        assertThat(access.file())
                .extracting("path", "operations", "detector", "attribution")
                .containsExactly("/srv/payroll.xlsx", List.of("open", "read"), "auditd", "full");
        assertThat(access.user()).extracting("id", "loginId").containsExactly("0", "1000");
        assertThat(access.process())
                .extracting("name", "pid", "executable", "commandLine", "workingDirectory", "session")
                .containsExactly("cat", "3538", "/usr/bin/cat", List.of("cat", "/srv/payroll.xlsx"), "/srv/files", "4");
        assertThat(access.other())
                .contains(
                        Attribute.of("/key", "canary-payroll"),
                        Attribute.of("/success", "no"),
                        Attribute.of("/ppid", "2686"));
    }

    @Test
    void recordsOfSeveralEventsMayLieBetweenEachOther() {
        ReadLines lines = ReadLines.with(FormatName.AUDITD);
        lines.read(CALL.formatted("100:1", "yes", "1", "\"canary\""));
        lines.read(CALL.formatted("100:2", "yes", "2", "(null)"));
        lines.read(CALL.formatted("100:3", "yes", "2", "\"canary\""));
        lines.read(FILE.formatted("100:3", "\"/srv/c\""));
        lines.read(FILE.formatted("100:1", "\"/srv/a\""));
        lines.read(FILE.formatted("100:2", "\"/srv/b\""));
        lines.read(TITLE.formatted("100:3"));
        lines.read(END.formatted("100:1"));
        lines.read(END.formatted("100:2"));

        assertThat(lines.incidents()).extracting("file.path").containsExactly("/srv/c", "/srv/a");
        assertThat(lines.incidents())
                .extracting("file.operations")
                .containsExactly(List.of("open", "read", "write"), List.of("open", "write"));
    }

    @Test
    void anEventWithoutAnEndEndsAfterTwoSeconds() {
        ReadLines lines = ReadLines.with(FormatName.AUDITD);
        lines.read(CALL.formatted("100:1", "yes", "0", "\"canary\""));
        lines.settle(ReadLines.OBSERVED.plusSeconds(2));
        assertThat(lines.findings()).isEmpty();
        lines.settle(ReadLines.OBSERVED.plus(Duration.ofMillis(2_001)));
        assertThat(lines.findings()).hasSize(1);
        lines.read(FILE.formatted("100:1", "\"/late\""));
        assertThat(lines.waiting()).isEmpty();

        lines.read(CALL.formatted("200:2", "yes", "0", "\"canary\""));
        lines.read("type=CWD msg=audit(1795287603.000:9): cwd=\"/\"");
        assertThat(lines.findings()).hasSize(2);
    }

    @Test
    void whatIsReadAgainIsTheSameIncident() {
        ReadLines whole = ReadLines.with(FormatName.AUDITD);
        ReadLines end = new ReadLines(FormatName.AUDITD, List.of(), List.of("/srv/*"));
        whole.read(CALL.formatted("100:1", "yes", "0", "\"canary\""));
        for (ReadLines lines : List.of(whole, end)) {
            lines.read(FILE.formatted("100:1", "\"/srv/a\""));
            lines.read(END.formatted("100:1"));
        }

        assertThat(end.findings())
                .extracting(Finding::sighting)
                .isEqualTo(whole.findings().stream().map(Finding::sighting).toList());
    }

    @Test
    void namesInHexadecimalAndNamesThatWereAddedAreRead() {
        ReadLines lines = ReadLines.with(FormatName.AUDITD);
        lines.read("node=files.example "
                + CALL.formatted("100:1", "yes", "0", "63616E61727901616C736F").replace("257", "82")
                + "\u001dARCH=x86_64 SYSCALL=rename AUID=\"alice\" UID=\"root\"");
        lines.read("node=files.example type=PATH msg=audit(1795287600.100:1): item=0 name=\"/srv\" nametype=PARENT");
        lines.read("node=files.example "
                + FILE.formatted("100:1", "2F7372762F6120622E747874").replace("NORMAL", "DELETE"));
        lines.read("node=files.example "
                + FILE.formatted("100:1", "2F7372762FC3BC2E747874").replace("NORMAL", "CREATE"));
        lines.read("node=files.example " + END.formatted("100:1"));
        Incident access = lines.incident();

        assertThat(access.file())
                .extracting("path", "target", "operations")
                .containsExactly("/srv/a b.txt", "/srv/\u00fc.txt", List.of("rename"));
        assertThat(access.user()).extracting("name", "loginName").containsExactly("root", "alice");
        assertThat(access).extracting("host.name").isEqualTo("files.example");
    }

    @Test
    void aThousandEventsWithoutAnEndAreNoDanger() {
        ReadLines lines = ReadLines.with(FormatName.AUDITD);
        for (int i = 0; i < 3_000; i++) {
            assertThat(lines.read(CALL.formatted("100:" + i, "yes", "0", "\"canary\"")))
                    .isTrue();
        }

        assertThat(lines.waiting()).hasSize(1_000);
        assertThat(lines.findings()).hasSize(2_000);
    }
}
