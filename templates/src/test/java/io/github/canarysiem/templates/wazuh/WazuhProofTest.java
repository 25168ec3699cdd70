package io.github.canarysiem.templates.wazuh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.canarysiem.templates.Generated;
import io.github.canarysiem.templates.GeneratedFile;
import io.github.canarysiem.templates.Generation;
import io.github.canarysiem.templates.GenerationException;
import io.github.canarysiem.templates.Packs;
import io.github.canarysiem.wazuh.WazuhField;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(300)
class WazuhProofTest {
    private static final String RULES = """
            <group name="canary,">
              <rule id="100100" level="5">
                <decoded_as>json</decoded_as>
                <field name="canary.channel">^HTTP$</field>
                <description>hit $(canary.token.memo)</description>
              </rule>
            </group>
            """;
    private static final String TESTS = """
            [a hit]
            log 1 pass = {"canary":{"channel":"HTTP"}}
            log 2 fail = {"canary":{"channel":"DNS"}}
            rule = 100100
            alert = 5
            decoder = json
            """;

    @TempDir
    private Path folder;

    @Test
    void goodContentPasses() throws Exception {
        assertThat(show(RULES, "", TESTS))
                .singleElement()
                .asString()
                .startsWith("Proved alone: 1 rules fire, 1 sections");
    }

    @Test
    void theBundledPackPassesAsItComes() throws Exception {
        assertThat(bundled("100100").proof()).singleElement().asString().startsWith("Proved alone: ");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    canary.channel">^HTTP$      | canary.chanel">^HTTP$       | no line has a field canary.chanel
                    $(canary.token.memo)        | $(memo)                     | no line has a field memo
                    name="canary.channel"          | name="srcip"                | field srcip is one of Wazuh's own
                    name="canary.channel"          | name="timestamp"            | no line has a field timestamp
                    <decoded_as>json            | <decoded_as>jsonn           | Invalid decoder name
                    ^HTTP$</field>               | ^HTPT$</field>              | rule is null instead of 100100
                    ^HTTP$</field>               | .</field>                   | rule is null instead of 100100
                    ^HTTP$</field>               | \\.+</field>                | a line that must not fire rule 100100 fires it
                    level="5"                   | level="55"                  | the manager would log
                    <description>hit            | <description>a < b          | the manager would log
                    """)
    void contentWithAFaultIsRefused(String good, String faulty, String message) {
        assertThatThrownBy(() -> show(RULES.replace(good, faulty), "", TESTS))
                .isInstanceOf(GenerationException.class)
                .hasMessageContaining(message);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    <ossec_config><a>x</a>               | Wazuh could not read it
                    <a>x</a>                             | is no block of ossec_config
                    <ossec_config><a></a></ossec_config> | element a is empty
                    <ossec_config><a>x\\</a></ossec_config> | Wazuh could not read it
                    """)
    void aPartOfTheConfigurationThatWazuhCouldNotReadIsRefused(String text, String message) {
        List<GeneratedFile> files = List.of(
                new GeneratedFile("etc/rules/canary_rules.xml", RULES, false),
                new GeneratedFile("tests/canary.ini", TESTS, false),
                new GeneratedFile("agent/ossec.conf.snippet", text, false));

        assertThatThrownBy(() -> new WazuhProof().show(files, List.of())).hasMessageContaining(message);
    }

    @Test
    void whatTheEngineDoesNotModelIsNoProof() {
        String firewall = """
                <decoder name="packet-filter">
                  <program_name>^pf$</program_name>
                  <plugin_decoder>PF_Decoder</plugin_decoder>
                </decoder>
                """;

        assertThatThrownBy(() -> show(RULES, firewall, TESTS))
                .hasMessageStartingWith("it cannot be proved: ")
                .hasMessageContaining("PF_Decoder");
    }

    @Test
    void aRuleThatNothingFiresIsRefused() {
        String more = RULES.replace("</group>", """
                  <rule id="100101" level="7">
                    <if_sid>100100</if_sid>
                    <field name="canary.token.type">^never$</field>
                    <description>never</description>
                  </rule>
                </group>""");

        assertThatThrownBy(() -> show(more, "", TESTS)).hasMessageContaining("no sample fires rules [100101]");
    }

    @Test
    void whatChangesTheLinesOfOthersIsRefused() {
        String child = """
                <decoder name="canary-json">
                  <parent>json</parent>
                  <use_own_name>true</use_own_name>
                  <prematch>^{"canary":</prematch>
                  <plugin_decoder>JSON_Decoder</plugin_decoder>
                </decoder>
                """;
        assertThatThrownBy(() -> show(
                        RULES.replace("<decoded_as>json", "<decoded_as>canary-json"),
                        child,
                        TESTS.replace("= json", "= canary-json")))
                .hasMessageContaining("it changes what a line of others gives");

        String wide = RULES.replace("</group>", """
                  <rule id="100101" level="7">
                    <match>link up</match>
                    <description>any link</description>
                  </rule>
                </group>""");
        assertThatThrownBy(() -> show(wide, "", TESTS)).hasMessageContaining("it changes what a line of others gives");
    }

    @Test
    void idsThatSomebodyElseHasAreToldWithTheMend() throws Exception {
        local("local_rules.xml", RULES.replace("100100", "100120"));

        assertThatThrownBy(() -> beside("100100"))
                .hasMessageContaining("beside " + folder)
                .hasMessageContaining("100120")
                .hasMessageContaining("choose other ids, such as with --set first-id=110000");
        assertThat(beside("110000").proof()).hasSize(2).last().asString().startsWith("Proved beside " + folder);
    }

    @Test
    void anEarlierGenerationIsReplacedAndNotAnObstacle() throws Exception {
        bundled("100100").writeTo(folder, false);

        assertThat(beside("100100").proof()).hasSize(2);
    }

    @Test
    void aRulesetOfTheirsThatTakesOurLinesIsTold() throws Exception {
        local("local_rules.xml", """
                <group name="local,">
                  <rule id="100001" level="0">
                    <decoded_as>json</decoded_as>
                    <description>all JSON is silent</description>
                  </rule>
                </group>
                """.replace("100001", "100002"));
        local("0011-first_rules.xml", """
                <group name="local,">
                  <rule id="100003" level="0">
                    <decoded_as>json</decoded_as>
                    <description>all JSON is silent</description>
                  </rule>
                </group>
                """);

        assertThatThrownBy(() -> beside("100100")).hasMessageContaining("instead of 1001");
    }

    @Test
    void aFolderWithoutARulesetIsTold() {
        assertThatThrownBy(() -> beside("100100")).hasMessageContaining(folder + ": holds no ruleset: name a folder");
    }

    @Test
    void aRulesetThatWouldNotStartItselfIsTold() throws Exception {
        local("local_rules.xml", "<group name=\"x,\"><rule id=\"1\"></group>");

        assertThatThrownBy(() -> beside("100100")).hasMessageContaining("the ruleset itself would not start");
    }

    @Test
    void rulesAndDecodersNameFieldsThatTheWriterEmits() throws Exception {
        List<String> paths = new ArrayList<>();
        for (WazuhField field : WazuhField.values()) {
            paths.add(field.path());
        }
        for (GeneratedFile file : bundled("100100").files()) {
            if (file.path().startsWith("etc/")) {
                assertThat(file.text().split("[^a-z0-9_.]+"))
                        .filteredOn(
                                word -> word.matches("canary\\.[a-z0-9_.]*[a-z0-9]") && !word.startsWith("canary.ini"))
                        .isSubsetOf(paths);
            }
        }
    }

    private Generated bundled(String firstId) throws Exception {
        return Generation.of(Packs.bundled().pack("wazuh"))
                .set("first-id", firstId)
                .generate();
    }

    private Generated beside(String firstId) throws Exception {
        return Generation.of(Packs.bundled().pack("wazuh"))
                .set("first-id", firstId)
                .against(folder)
                .generate();
    }

    private void local(String name, String text) throws IOException {
        Path rules = Files.createDirectories(folder.resolve("etc/rules"));
        Files.writeString(rules.resolve(name), text);
    }

    private static List<String> show(String rules, String decoders, String tests) throws GenerationException {
        List<GeneratedFile> files = new ArrayList<>();
        files.add(new GeneratedFile("etc/rules/canary_rules.xml", rules, false));
        if (!decoders.isEmpty()) {
            files.add(new GeneratedFile("etc/decoders/canary_decoders.xml", decoders, false));
        }
        files.add(new GeneratedFile("tests/canary.ini", tests, false));
        return new WazuhProof().show(files, List.of());
    }
}
