package io.github.canarysiem.runner.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.canarysiem.runner.terminal.Paint;
import io.github.canarysiem.runner.terminal.Surroundings;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogtestCommandTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    Path folder = Path.of("");

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @BeforeEach
    void writeRuleset() throws IOException {
        write("decoders/local_decoder.xml", """
                <decoder name="plain-json">
                  <prematch>^{"</prematch>
                  <plugin_decoder>JSON_Decoder</plugin_decoder>
                </decoder>
                """);
        write("rules/0010-base.xml", """
                <group name="syslog,">
                  <rule id="1" level="0" noalert="1">
                    <category>syslog</category>
                    <description>base</description>
                  </rule>
                </group>
                """);
        write("rules/local_rules.xml", """
                <group name="canary,">
                  <rule id="100100" level="5">
                    <decoded_as>plain-json</decoded_as>
                    <field name="kind">^hit$</field>
                    <description>A hit from $(srcip).</description>
                  </rule>
                </group>
                """);
    }

    @Test
    void eachLineGivesAnObjectOfJson() throws IOException {
        int exit =
                run("{\"kind\":\"hit\",\"srcip\":\"203.0.113.9\"}\nother\n", "--ruleset", folder.toString(), "--json");

        assertThat(exit).isZero();
        String[] lines = out.toString().split(System.lineSeparator(), -1);
        assertThat(lines).hasSize(3);
        JsonNode first = JSON.readTree(lines[0]);
        assertThat(first.at("/rule/id").asInt()).isEqualTo(100100);
        assertThat(first.at("/rule/description").asText()).isEqualTo("A hit from 203.0.113.9.");
        assertThat(first.at("/static/srcip").asText()).isEqualTo("203.0.113.9");
        assertThat(JSON.readTree(lines[1]).get("rule").isNull()).isTrue();
    }

    @Test
    void theViewHasThreePhasesAndObeysNoControlCharacters() {
        int exit = run("{\"kind\":\"hit\",\"x\":\"\u001b[2J\"}\n", "--ruleset", folder.toString());

        assertThat(exit).isZero();
        assertThat(out.toString())
                .contains("**Phase 1:", "name: 'plain-json'", "id: '100100'", "**Alert to be generated.")
                .doesNotContain("\u001b");
    }

    @Test
    void aRulesetThatWouldNotStartIsRefusedWithItsMessages() throws IOException {
        write("rules/wrong_rules.xml", "<group name=\"x,\">\n<rule id=\"9\">\n</group>\n");

        assertThat(run("", "--ruleset", folder.toString(), "--check")).isEqualTo(1);
        assertThat(out.toString()).contains("CRITICAL: (1220)", "The manager would not start.");
        assertThat(run("x\n", "--ruleset", folder.toString())).isEqualTo(1);
        assertThat(err.toString()).contains("the manager would not start with this ruleset");
    }

    @Test
    void expressionsAreTriedWithoutARuleset() throws IOException {
        int exit = run("{\"kind\":\"osregex\",\"pattern\":\"(\\\\d+)-\",\"text\":\"a12-b\"}\n", "--expressions");

        assertThat(exit).isZero();
        JsonNode answer = JSON.readTree(out.toString());
        assertThat(answer.get("match").asBoolean()).isTrue();
        assertThat(answer.at("/groups/0").asText()).isEqualTo("12");
        assertThat(answer.get("end").asInt()).isEqualTo(3);
    }

    @Test
    void testsOfAFilePassOrFail() throws IOException {
        write("tests/canary.ini", """
                [A hit]
                log 1 pass = {"kind":"hit"}
                log 2 pass = {"kind":"other"}
                rule = 100100
                alert = 5
                decoder = plain-json
                """);

        int exit = run(
                "",
                "--ruleset",
                folder.toString(),
                "--ini",
                folder.resolve("tests/canary.ini").toString());

        assertThat(exit).isEqualTo(1);
        assertThat(out.toString())
                .contains("[A hit] log 2 pass: expected rule 100100, level 5, decoder plain-json, got rule (none)")
                .contains("1 passed, 1 failed");
    }

    @Test
    void withoutARulesetTheCallIsWrong() {
        assertThat(run("")).isEqualTo(2);
    }

    private void write(String name, String text) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    private int run(String input, String... options) {
        String[] arguments = new String[options.length + 1];
        arguments[0] = "logtest";
        System.arraycopy(options, 0, arguments, 1, options.length);
        Surroundings surroundings = new Surroundings(
                new PrintWriter(out, true),
                new PrintWriter(err, true),
                new Paint(false),
                name -> null,
                Clock.systemUTC(),
                new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)));
        return CanarySiem.commandLine(surroundings).execute(arguments);
    }
}
