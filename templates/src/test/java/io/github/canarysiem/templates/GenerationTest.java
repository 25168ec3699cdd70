package io.github.canarysiem.templates;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.canarysiem.testing.Incidents;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(300)
class GenerationTest {
    @Test
    void theSameCallGivesTheSameBytes() throws Exception {
        Pack pack = Packs.bundled().pack("wazuh");

        assertThat(Generation.of(pack).set("first-id", "110000").generate())
                .isEqualTo(Generation.of(pack).set("first-id", "110000").generate());
    }

    @Test
    void everyFileSaysVersionAndParametersAndNoSecret() throws Exception {
        String hook = "https://hooks.slack.example/services/T0/B0/hunter2";
        Generated generated = Generation.of(Packs.bundled().pack("wazuh"))
                .set("slack-hook", hook)
                .generate();

        for (GeneratedFile file : generated.files()) {
            String head = file.text().lines().limit(20).reduce("", (a, b) -> a + b + "\n");
            assertThat(head)
                    .contains(
                            file.path() + ", written by canary-siem ",
                            "first-id = 100100",
                            "slack-hook = (set, not shown)");
            assertThat(file.text().contains(hook)).isEqualTo(file.path().contains("slack"));
            assertThat(file.secret()).isEqualTo(file.path().contains("slack"));
            assertThat(file.toString()).doesNotContain("hunter2");
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    first-id   | hunter2     | parameter first-id is not a whole number between 100000 and 999900: give one such as 100000
                    first-id   | 99999       | parameter first-id is not a whole number between 100000 and 999900: give one such as 100000
                    forms      | json,xml    | parameter forms is not one of json, syslog, key-value, ct2rds, offline: give one of them
                    forms      | json,json   | parameter forms names an entry twice: give each once
                    forms      | ''          | parameter forms has not between 1 and 1000 entries: give so many, separated by commas
                    log-file   | logs/x      | parameter log-file is not an absolute path without ..: give one such as /var/log/x.log
                    log-file   | /a/../etc   | parameter log-file is not an absolute path without ..: give one such as /var/log/x.log
                    allowed-ips | 10.0.0.1/8 | parameter allowed-ips is not a network: give one such as 192.0.2.0/24 or 2001:db8::/32
                    syslog-tag | a b         | parameter syslog-tag is not a name of letters, digits, dashes and underscores: give one such as canary
                    block-time | 5           | parameter block-time is not a length of time between 1s and 604800s: give one such as 30s, 10m, 12h or 7d
                    slack-hook | ftp://x     | parameter slack-hook is not an address of the web: give one such as https://host/path
                    frist-id   | 1           | pack wazuh has no such parameter: it is not one of first-id, forms
                    """)
    void aWrongParameterIsToldWithTheMendAndWithoutItsValue(String name, String value, String message)
            throws Exception {
        Generation generation = Generation.of(Packs.bundled().pack("wazuh")).set(name, value);

        assertThatThrownBy(generation::generate)
                .isInstanceOf(WrongChoiceException.class)
                .hasMessageStartingWith(message)
                .hasMessageNotContaining("hunter2");
    }

    @Test
    void allWrongParametersAreToldAtOnce() throws Exception {
        Generation generation = Generation.of(Packs.bundled().pack("wazuh"))
                .set("first-id", "x")
                .set("many-hits", "x")
                .set("other", "x");

        assertThatThrownBy(generation::generate)
                .isInstanceOfSatisfying(
                        GenerationException.class, e -> assertThat(e.faults()).hasSize(3));
    }

    /** What a parameter accepts, the engine accepts: each generation ends with its proof. */
    @Test
    void noParametersValueGivesAFileThatTheEngineRefuses() throws Exception {
        Pack pack = Packs.bundled().pack("wazuh");
        Random random = new Random(20_261_122);
        int generated = 0;
        for (Parameter parameter : pack.parameters()) {
            for (String value : values(parameter, random)) {
                try {
                    parameter.value(value);
                } catch (GenerationException e) {
                    assertThat(e.getMessage())
                            .startsWith("parameter " + parameter.name() + " ")
                            .doesNotContain("\n");
                    continue;
                }
                generated++;
                try {
                    assertThat(Generation.of(pack)
                                    .set(parameter.name(), value)
                                    .generate()
                                    .proof())
                            .isNotEmpty();
                } catch (GenerationException e) {
                    // Refused by the file's format before any engine sees it, naming the parameter.
                    assertThat(e.getMessage()).as(value).contains(": parameter " + parameter.name() + " ");
                }
            }
        }
        assertThat(generated).isGreaterThan(40);
    }

    private static List<String> values(Parameter parameter, Random random) {
        List<String> values = new ArrayList<>(Incidents.HOSTILE_TEXTS);
        values.addAll(List.of(
                "",
                " ",
                "/",
                "/a b",
                "/a<b",
                "/a\\",
                "/x -->",
                "/\u65e5",
                "C:\\logs\\x.log",
                "/a\"b'c",
                "/a&b;c",
                "/$(id)",
                "/${x}",
                "canary",
                "a-b_C9",
                "-",
                "^x$",
                "0.0.0.0/0",
                "::/0",
                "2001:db8::/32,192.0.2.1",
                "127.0.0.1",
                "1",
                "2",
                "65535",
                "100000",
                "999900",
                "999901",
                "true",
                "false",
                "tcp",
                "udp",
                "1s",
                "24h",
                "7d",
                "https://a.example/x?y=1&z=2",
                "http://a",
                "https://a.example/<",
                "json",
                "syslog",
                "key-value",
                "ct2rds",
                "offline",
                "offline,ct2rds",
                "syslog,key-value"));
        for (int i = 0; i < 10; i++) {
            StringBuilder text = new StringBuilder(random.nextBoolean() ? "/" : "");
            for (int j = random.nextInt(8); j >= 0; j--) {
                text.append((char) (random.nextBoolean() ? random.nextInt(0x20, 0x7f) : random.nextInt(0x3000)));
            }
            values.add(text.toString());
        }
        return parameter.kind() == ParameterKind.INTEGER && parameter.most() > 10_000
                ? values
                : values.stream().distinct().toList();
    }
}
