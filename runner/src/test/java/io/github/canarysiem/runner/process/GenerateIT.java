package io.github.canarysiem.runner.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.canarysiem.runner.process.CommandProcess.Result;
import io.github.canarysiem.templates.Pack;
import io.github.canarysiem.templates.Packs;
import io.github.canarysiem.templates.Parameter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(300)
class GenerateIT {
    @TempDir
    private Path folder;

    @Test
    void theListSaysWhatCanBeSet() throws Exception {
        Result result = CommandProcess.run(folder, "generate", "--list");

        assertThat(result.exitCode()).isZero();
        assertThat(result.err()).isEmpty();
        for (Pack pack : Packs.bundled().all()) {
            assertThat(result.out()).contains(pack.name() + " (bundled)", pack.description());
            for (Parameter parameter : pack.parameters()) {
                assertThat(result.out())
                        .contains("  " + parameter.name() + " = "
                                + (parameter.standard() == null ? "(not set)" : parameter.standard()))
                        .contains(parameter.meaning());
            }
        }
    }

    @Test
    void contentIsProvedWrittenAndNotReplacedUnlessForced() throws Exception {
        Result first = CommandProcess.run(folder, "generate", "wazuh", "-o", "out", "--set", "first-id=110000");
        assertThat(first.err()).isEmpty();
        assertThat(first.exitCode()).isZero();
        assertThat(first.out())
                .startsWith("Proved alone: ")
                .contains("out/etc/rules/canary_rules.xml", "out/INSTALL.md");
        Path rules = folder.resolve("out/etc/rules/canary_rules.xml");
        String written = Files.readString(rules);
        assertThat(written).contains("<rule id=\"110000\"").doesNotContain("{{", "{%");

        Files.writeString(rules, "mine");
        Result second = CommandProcess.run(folder, "generate", "wazuh", "-o", "out", "--set", "first-id=110000");
        assertThat(second.exitCode()).isEqualTo(1);
        assertThat(second.out()).isEmpty();
        assertThat(second.err()).contains("canary_rules.xml: is there already: replace it with --force");
        assertThat(rules).hasContent("mine");

        Result third =
                CommandProcess.run(folder, "generate", "wazuh", "-o", "out", "--set", "first-id=110000", "--force");
        assertThat(third.exitCode()).isZero();
        assertThat(rules).hasContent(written);
    }

    @Test
    void whatClashesWithTheirRulesetIsNotWritten() throws Exception {
        Path rules = Files.createDirectories(folder.resolve("theirs/etc/rules"));
        Files.writeString(rules.resolve("local_rules.xml"), """
                <group name="local,">
                  <rule id="100110" level="5">
                    <match>something of theirs</match>
                    <description>theirs</description>
                  </rule>
                </group>
                """);

        Result clash = CommandProcess.run(folder, "generate", "wazuh", "-o", "out", "--against", "theirs");
        assertThat(clash.exitCode()).isEqualTo(1);
        assertThat(clash.out()).isEmpty();
        assertThat(clash.err()).startsWith("canary-siem: beside theirs: ").contains("100110", "first-id=110000");
        assertThat(folder.resolve("out")).doesNotExist();

        Result other = CommandProcess.run(
                folder, "generate", "wazuh", "-o", "out", "--against", "theirs", "--set", "first-id=110000");
        assertThat(other.err()).isEmpty();
        assertThat(other.exitCode()).isZero();
        assertThat(other.out()).contains("Proved beside theirs: ");
    }

    @Test
    void aWrongCallIsToldOnOneLineWithoutItsValues() {
        String[][] calls = {
            {"generate"},
            {"generate", "wazu"},
            {"generate", "wazuh", "--set", "hunter2"},
            {"generate", "wazuh", "--set", "first-id=hunter2"},
            {"generate", "wazuh", "--set", "slack-hook=hunter2\"'"},
            {"generate", "wazuh", "--set", "first=hunter2"}
        };
        for (String[] call : calls) {
            Result result = CommandProcess.run(folder, call);
            assertThat(result.exitCode()).as(String.join(" ", call)).isEqualTo(2);
            assertThat(result.out()).isEmpty();
            assertThat(result.err().lines()).singleElement().asString().startsWith("canary-siem: ");
            assertThat(result.err()).doesNotContain("hunter2");
        }
        assertThat(folder.resolve("generated")).doesNotExist();
    }

    @Test
    void aPackOfOnesOwnIsGenerated() throws Exception {
        Path pack = Files.createDirectories(folder.resolve("packs/mine"));
        Files.writeString(pack.resolve("pack.yml"), """
                description: Mine
                parameters:
                  - { name: mail, kind: string, required: true, meaning: where mails go }
                files:
                  - { template: t.jinja, output: mail.json, format: json }
                """);
        Files.writeString(pack.resolve("t.jinja"), "{\"to\": {{ mail }}}\n");

        Result result =
                CommandProcess.run(folder, "generate", "mine", "--packs", "packs", "--set", "mail=\"a\" {{ b }}");

        assertThat(result.err()).isEmpty();
        assertThat(folder.resolve("generated/mine/mail.json")).hasContent("{\"to\": \"\\\"a\\\" {{ b }}\"}");
    }
}
