package io.github.canarysiem.templates.wazuh;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.canarysiem.Attribute;
import io.github.canarysiem.Http;
import io.github.canarysiem.Incident;
import io.github.canarysiem.Kind;
import io.github.canarysiem.Severity;
import io.github.canarysiem.Source;
import io.github.canarysiem.Token;
import io.github.canarysiem.testing.Incidents;
import io.github.canarysiem.wazuh.KeyValueLine;
import io.github.canarysiem.wazuh.WazuhLine;
import io.github.canarysiem.wazuh.logtest.LogtestResult;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Whatever a visitor writes: the same rule fires, no field is forged, no line is broken. */
@Timeout(300)
class HostileTextTest {
    private static final int RANDOM_TEXTS = 150;
    private static final List<String> PARTS = List.of(
            "\"",
            "'",
            "\\",
            "\n",
            "\r\n",
            "\u0000",
            "\u001b[2J",
            "\u2028",
            "\ud800",
            "{",
            "}",
            "[",
            "]",
            ":",
            ",",
            "=",
            "%",
            "%22",
            "$(canary.kind)",
            " canary.kind=\"test\"",
            "\"canary\":{\"kind\":\"test\"}",
            "'src_ip': '192.0.2.99'",
            "', 'is_tor_relay': True, 'x': '",
            "error",
            "attack",
            "failed",
            "INFO:root:2026-11-21 20:00:00: {'src_ip': '192.0.2.9'}",
            "Nov 21 20:00:00 host canary: ",
            "^hit$",
            "true",
            "root",
            "<rule>",
            "Slackbot-LinkExpanding 1.0",
            "masscan/1.3",
            "a",
            "\u65e5",
            " ");

    private static Manager manager;

    @BeforeAll
    static void start() throws Exception {
        manager = Manager.asGenerated();
    }

    @Test
    void noMemoAgentOrHeaderChangesWhatFires() {
        for (String type : List.of("web", "ms_word", "aws_keys")) {
            Incident plain = hit(type, "plain");
            for (String text : texts()) {
                Incident hostile = hit(type, text);
                same(json(plain), json(hostile), text);
                same(
                        "Nov 21 20:00:00 host canary: " + json(plain),
                        "Nov 21 20:00:00 host canary: " + json(hostile),
                        text);
                same(keyValue(plain), keyValue(hostile), text);
            }
        }
    }

    @Test
    void noTextAtAllInAFullIncidentChangesItsKindOrSource() {
        LogtestResult plain = manager.evaluate(json(Incidents.full(Kind.HIT)));
        for (String text : Incidents.HOSTILE_TEXTS) {
            LogtestResult result = manager.evaluate(json(Incidents.hostile(text)));
            assertThat(Manager.idOf(result)).isEqualTo(Manager.idOf(plain));
            assertThat(result.fixed()).isEqualTo(plain.fixed());
            assertThat(Manager.field(result, "canary.kind")).isEqualTo("hit");
        }
    }

    @Test
    void noTextInAPythonDictionaryForgesAField() {
        for (String text : texts()) {
            String agent = text.replaceAll("[\\x{d800}-\\x{dfff}]", "?");
            LogtestResult result = manager.evaluate(
                    "INFO:root:2026-11-21 20:00:00.123456: {'src_ip': '203.0.113.77', 'geo_info': {'city': "
                            + python(agent)
                            + ", 'country': 'DE'}, 'is_tor_relay': False, 'input_channel': 'HTTP', 'useragent': "
                            + python(agent) + ", 'request_headers': {" + python(agent) + ": " + python(agent)
                            + ", 'is_tor_relay': 'True', 'memo': 'x'}, 'request_args': {'token_type': 'aws_keys'}}");

            assertThat(Manager.idOf(result)).as(text).isEqualTo(Manager.FIRST_ID + 60);
            assertThat(result.fixed().get("srcip")).as(text).isEqualTo("203.0.113.77");
            assertThat(Manager.field(result, "canary.source.tor")).as(text).isEqualTo("False");
            assertThat(Manager.field(result, "canary.geo.country")).as(text).isEqualTo("DE");
            assertThat(Manager.field(result, "canary.token.type")).as(text).isEmpty();
            assertThat(Manager.field(result, "canary.token.memo")).as(text).isEmpty();
            String written = python(agent);
            assertThat(Manager.field(result, "canary.http.user_agent"))
                    .as(text)
                    .isEqualTo(written.substring(1, written.length() - 1));
        }
    }

    @Test
    void noFileNameForgesAnActor() {
        for (String text : texts()) {
            String path = "/srv/" + text.replaceAll("[\\n\\r\\x00\\x{d800}-\\x{dfff}]", "?");
            LogtestResult result = manager.evaluate("2026-11-21 20:00:00 alice@files OPEN " + path);

            assertThat(Manager.idOf(result)).as(text).isEqualTo(Manager.FIRST_ID + 65);
            assertThat(result.fixed().get("srcuser")).isEqualTo("alice");
            assertThat(Manager.field(result, "canary.user.name")).isEqualTo("alice");
            assertThat(Manager.field(result, "canary.file.path")).isEqualTo(path);
        }
    }

    /** As much as an agent takes in one line, made to let a pattern try everything. */
    @Test
    void noLineMakesAPatternOfOursTryForLong() {
        String python = "INFO:root:2026-11-21 20:00:00: {'";
        List<String> lines = new ArrayList<>();
        for (String part : List.of(
                "'", "\"", "\\", "a", "'a', ", "'a': \"b\", ", "\\'", "'\"", "{'", "'src_ip': ", "'useragent': '")) {
            lines.add(python + part.repeat(65_000 / part.length()));
        }
        lines.add("canary-siem: canary.id=\"0123456789abcdef0123456789abcdef\" " + " canary.kind=\"".repeat(4_000));
        lines.add("canary-siem: canary.id=\"0123456789abcdef0123456789abcdef\" " + " ".repeat(60_000));
        lines.add("2026-11-21 20:00:00 " + "a@".repeat(30_000) + " OPEN /x");
        lines.add("2026-11-21 20:00:00 a@b OPEN /" + " /".repeat(30_000));
        lines.add(json(hit("web", "Mozilla/5.0 (compatible; ".repeat(1_000))));
        for (String line : lines) {
            long begin = System.nanoTime();
            manager.evaluate(line);
            assertThat(System.nanoTime() - begin).as(line.substring(0, 60)).isLessThan(3_000_000_000L);
        }
    }

    private static void same(String plain, String hostile, String text) {
        assertThat(hostile).doesNotContain("\n", "\r", "\u0000");
        LogtestResult expected = manager.evaluate(plain);
        LogtestResult result = manager.evaluate(hostile);
        assertThat(Manager.idOf(expected)).isGreaterThan(Manager.FIRST_ID);
        assertThat(Manager.idOf(result)).as(text).isEqualTo(Manager.idOf(expected));
        assertThat(result.fixed()).as(text).isEqualTo(expected.fixed());
        // A line that is too long loses whole lists, never gains a name.
        assertThat(names(result)).as(text).isSubsetOf(names(expected)).doesNotHaveDuplicates();
        for (String name : List.of("canary.kind", "canary.severity", "canary.token.type", "canary.source.tor")) {
            assertThat(Manager.field(result, name)).as(text).isEqualTo(Manager.field(expected, name));
        }
    }

    private static List<String> names(LogtestResult result) {
        return result.dynamic().stream()
                .map(LogtestResult.Field::name)
                .filter(name -> !name.equals("canary.truncated"))
                .toList();
    }

    private static Incident hit(String type, String text) {
        Incident sample = Incidents.hit(1);
        return Incident.of(sample.id(), Kind.HIT, Severity.HIGH, sample.occurredAt(), sample.observedAt())
                .token(new Token("token", type, "m" + text))
                .source(new Source("203.0.113.9", "203.0.113.9", null, "h" + text, false, null))
                .http(new Http(
                        "u" + text,
                        "h" + text,
                        null,
                        "r" + text,
                        null,
                        null,
                        List.of(Attribute.of("n" + text, text)),
                        List.of(Attribute.of(text, text))))
                .build();
    }

    /** Known texts, and random ones that are the same in each run. */
    private static List<String> texts() {
        List<String> texts = new ArrayList<>(Incidents.HOSTILE_TEXTS);
        Random random = new Random(20_261_121);
        for (int i = 0; i < RANDOM_TEXTS; i++) {
            StringBuilder text = new StringBuilder();
            for (int j = random.nextInt(12); j >= 0; j--) {
                text.append(PARTS.get(random.nextInt(PARTS.size())));
            }
            texts.add(text.toString());
        }
        return texts;
    }

    /** A text as Python's repr writes it. */
    private static String python(String text) {
        char quote = text.contains("'") && !text.contains("\"") ? '"' : '\'';
        StringBuilder written = new StringBuilder().append(quote);
        text.codePoints().forEach(c -> {
            if (c == quote || c == '\\') {
                written.append('\\').appendCodePoint(c);
            } else if (c == '\n') {
                written.append("\\n");
            } else if (c == '\r') {
                written.append("\\r");
            } else if (c == '\t') {
                written.append("\\t");
            } else if (c < ' ' || c == 0x7f) {
                written.append(String.format("\\x%02x", c));
            } else if (c == 0x2028 || c == 0x2029 || (c >= 0x202a && c <= 0x206f)) {
                written.append(String.format("\\u%04x", c));
            } else {
                written.appendCodePoint(c);
            }
        });
        return written.append(quote).toString();
    }

    private static String json(Incident incident) {
        return new String(new WazuhLine(WazuhLine.LONGEST).of(incident), StandardCharsets.UTF_8);
    }

    private static String keyValue(Incident incident) {
        return new String(new KeyValueLine(WazuhLine.LONGEST).of(incident), StandardCharsets.UTF_8);
    }
}
