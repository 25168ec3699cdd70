package io.github.canarysiem.templates.wazuh;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.canarysiem.Incident;
import io.github.canarysiem.Kind;
import io.github.canarysiem.Severity;
import io.github.canarysiem.json.Text;
import io.github.canarysiem.testing.CapturedIncidents;
import io.github.canarysiem.wazuh.logtest.LogtestResult;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every hit of a real Canarytokens server that was captured, from Redis through the source and both sinks to the rule. */
@Timeout(300)
class CapturedTokensTest {
    /** What each type of token is meant to fire, behind the first id. */
    private static final Map<String, Integer> INTENDED = Map.ofEntries(
            Map.entry("aws_keys", 20),
            Map.entry("azure_id", 20),
            Map.entry("kubeconfig", 21),
            Map.entry("slack_api", 21),
            Map.entry("crowdstrike_cc", 21),
            Map.entry("log4shell", 23),
            Map.entry("ms_word", 24),
            Map.entry("adobe_pdf", 24),
            Map.entry("windows_dir", 25),
            Map.entry("webdav", 25),
            Map.entry("svn", 25),
            Map.entry("cc", 27),
            Map.entry("signed_exe", 28),
            Map.entry("clonedsite", 29),
            Map.entry("web", 30),
            Map.entry("dns", 30),
            Map.entry("web_image", 30),
            Map.entry("qr_code", 30),
            Map.entry("fast_redirect", 30),
            Map.entry("slow_redirect", 30),
            Map.entry("legacy", 30),
            Map.entry("pwa", 30),
            Map.entry("smtp", 31));

    private static Manager manager;
    private static List<Incident> incidents;

    @BeforeAll
    static void readAllFromRedis() throws Exception {
        manager = Manager.asGenerated();
        incidents = CapturedIncidents.all();
    }

    @Test
    void thereAreHitsOfEveryTypeThatWasCaptured() {
        assertThat(incidents.stream()
                        .filter(incident -> incident.kind() == Kind.HIT)
                        .map(incident ->
                                Objects.requireNonNull(incident.token()).type()))
                .contains(INTENDED.keySet().toArray(String[]::new));
    }

    @ParameterizedTest
    @ValueSource(strings = {"json", "key-value"})
    void aLineOfTheFileFiresTheIntendedRule(String format) throws Exception {
        List<String> lines = Manager.fileLines(incidents, format);
        assertThat(lines).hasSameSizeAs(incidents);
        for (int i = 0; i < lines.size(); i++) {
            check(incidents.get(i), lines.get(i), format.equals("json") ? "json" : "canary-siem-key-value");
        }
    }

    @Test
    void aSyslogMessageFiresTheIntendedRule() throws Exception {
        List<String> lines = Manager.syslogLines(incidents);
        assertThat(lines).hasSameSizeAs(incidents);
        for (int i = 0; i < lines.size(); i++) {
            check(incidents.get(i), lines.get(i), "canary-siem-syslog");
        }
    }

    private static void check(Incident incident, String line, String decoder) {
        LogtestResult result = manager.evaluate(line);
        String source = incident.source() == null ? null : incident.source().ip();
        String memo = Objects.requireNonNull(incident.token()).memo();

        assertThat(result.decoder()).as(line).isEqualTo(decoder);
        assertThat(Manager.idOf(result)).as(line).isEqualTo(Manager.FIRST_ID + intended(incident));
        assertThat(result.fixed().get("srcip")).as(line).isEqualTo(source);
        assertThat(Manager.field(result, "canary.token.type"))
                .isEqualTo(incident.token().type());
        String found = Manager.field(result, "canary.token.memo");
        if (!decoder.equals("canary-siem-key-value")) {
            assertThat(found).isEqualTo(Text.wellFormed(memo == null ? "" : memo));
        } else {
            assertThat(found.isEmpty()).isEqualTo(memo == null || memo.isEmpty());
        }
        assertThat(result.alert()).isTrue();
        assertThat(result.fullLogInAlert()).isTrue();
    }

    private static int intended(Incident incident) {
        if (incident.kind() == Kind.KEY_EXPOSED) {
            return 12;
        }
        if (incident.kind() == Kind.HISTORY_GAP) {
            return 13;
        }
        assertThat(incident.kind()).isEqualTo(Kind.HIT);
        if (incident.severity() == Severity.INFORMATIONAL) {
            return 11;
        }
        int type = Objects.requireNonNull(
                INTENDED.get(Objects.requireNonNull(incident.token()).type()));
        boolean tor = incident.source() != null
                && Boolean.TRUE.equals(incident.source().tor());
        if (tor) {
            return type <= 23 ? 40 : type <= 29 ? 41 : 42;
        }
        return type;
    }
}
