package io.github.canarysiem.wazuh.logtest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RulesetTest {
    private static final String DECODER = "<decoder name=\"app\"><prematch>^app: </prematch></decoder>";
    private static final String BASE = """
            <group name="base,">
              <rule id="1" level="0" noalert="1"><category>syslog</category><description>all</description></rule>
            </group>
            """;

    @TempDir
    private Path directory;

    @ParameterizedTest
    @ValueSource(strings = {"", "etc/", "ruleset/"})
    void aDirectoryMayHaveTheFormOfAManagersOwnOrHoldItsPartsAtTheTop(String place) throws IOException {
        write(place + "decoders/app.xml", DECODER);
        write(place + "rules/0010-base.xml", BASE);
        write(place + "rules/app.xml", rule(100100, "<decoded_as>app</decoded_as>"));
        Ruleset ruleset = Ruleset.load(List.of(directory));
        assertThat(ruleset.report().wouldStart()).isTrue();
        assertThat(ruleset.engine().evaluate("app: x").rule())
                .extracting(LogtestResult.FiredRule::id)
                .isEqualTo(100100);
    }

    @Test
    void aDirectoryWithoutAnyPartOfARulesetIsAnError() {
        assertThatThrownBy(() -> Ruleset.load(List.of(directory)))
                .isInstanceOf(NoSuchFileException.class)
                .hasMessageContaining("no directory decoders");
    }

    @Test
    void filesInMemoryJoinThoseOfADirectoryInTheOrderOfTheirBaseNames() throws IOException {
        write("ruleset/decoders/0006-json_decoders.xml", decoder("stock", "^{"));
        write("ruleset/rules/0010-base.xml", BASE);
        RulesetFiles stock = RulesetFiles.read(List.of(directory));
        assertThat(decodedBy(stock.and(RulesetFiles.of(Map.of("decoders/0000-own.xml", decoder("own", "^{"))))))
                .isEqualTo("own");
        assertThat(decodedBy(stock.and(RulesetFiles.of(Map.of("decoders/own.xml", decoder("own", "^{"))))))
                .isEqualTo("stock");
    }

    private static String decodedBy(RulesetFiles files) {
        return String.valueOf(Ruleset.load(files).engine().evaluate("{").decoder());
    }

    @Test
    void aNameOutsideOfTheKnownDirectoriesIsRefused() {
        Map<String, String> texts = Map.of("local_rules.xml", BASE);
        assertThatThrownBy(() -> RulesetFiles.of(texts))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("name it like rules/local_rules.xml");
    }

    @Test
    void whatTheManagerRefusesHasAReportAndNoEngine() {
        Ruleset ruleset = Ruleset.load(files(rule(100100, "<decoded_as>nope</decoded_as>")));
        assertThat(ruleset.report().wouldStart()).isFalse();
        assertThat(ruleset.report().messages())
                .extracting(LoadMessage::toString)
                .containsExactly(
                        "ERROR: Invalid decoder name: 'nope'.",
                        "CRITICAL: (1220): Error loading the rules: 'etc/rules/own.xml'.");
        assertThatThrownBy(ruleset::engine)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("Invalid decoder name: 'nope'.");
    }

    @Test
    void anErrorThatTheManagerToleratesStillClosesATestSession() {
        LoadReport report = Ruleset.load(files(rule(100100, "<match>" + "m".repeat(2048) + "</match>")))
                .report();
        assertThat(report.wouldStart()).isTrue();
        assertThat(report.sessionWouldOpen()).isFalse();
    }

    @Test
    void theRulesThatAManagerExcludesByDefaultAreLeftOutAndNamed() {
        RulesetFiles files = files(rule(100100, "<match>x</match>"))
                .and(RulesetFiles.of(Map.of("ruleset/rules/0215-policy_rules.xml", "<broken")));
        LoadReport report = Ruleset.load(files).report();
        assertThat(report.wouldStart()).isTrue();
        assertThat(report.notModelled()).anyMatch(sentence -> sentence.contains("0215-policy_rules.xml"));
    }

    @Test
    void whatIsNotModelledIsNamedInTheReportAndInEachAnswerThatItTouches() {
        Ruleset ruleset = Ruleset.load(files(rule(100100, "<match>x</match><check_diff/>")));
        assertThat(ruleset.report().notModelled()).anyMatch(sentence -> sentence.contains("check_diff"));
        LogtestEngine engine = ruleset.engine();
        assertThat(engine.evaluate("app: x").notModelled()).anyMatch(sentence -> sentence.contains("check_diff"));
        assertThat(engine.evaluate("app: y").notModelled()).isEmpty();
    }

    @Test
    void decodersOfTheEnginesOwnModulesMayBeNamedByRules() {
        LoadReport report = Ruleset.load(files(rule(100100, "<decoded_as>syscheck_new_entry</decoded_as>")))
                .report();
        assertThat(report.wouldStart()).isTrue();
        assertThat(report.notModelled()).anyMatch(sentence -> sentence.contains("syscheck_new_entry"));
    }

    @Test
    void unicodeSurvivesAndForeignBytesShow() {
        LogtestEngine engine =
                Ruleset.load(files(rule(100100, "<match>x</match>"))).engine();
        assertThat(engine.evaluate("app: x é 日").pre().log()).isEqualTo("app: x é 日");
        assertThat(engine.evaluate(new byte[] {'x', (byte) 0xff}, LogtestEngine.STANDARD_LOCATION)
                        .pre()
                        .log())
                .isEqualTo("x\ufffd");
    }

    @Test
    void loadMessagesStandInTheFirstResultOnly() {
        LogtestEngine engine =
                Ruleset.load(files(rule(100100, "<if_sid>777777</if_sid>"))).engine();
        assertThat(engine.evaluate("x").messages()).hasSize(2);
        assertThat(engine.evaluate("x").messages()).isEmpty();
    }

    private static RulesetFiles files(String rules) {
        Map<String, String> files = new LinkedHashMap<>();
        files.put("decoders/app.xml", DECODER);
        files.put("rules/0010-base.xml", BASE);
        files.put("rules/own.xml", rules);
        return RulesetFiles.of(files);
    }

    private static String rule(int id, String conditions) {
        return "<group name=\"own,\"><rule id=\"" + id + "\" level=\"5\">" + conditions
                + "<description>own</description></rule></group>";
    }

    private static String decoder(String name, String prematch) {
        return "<decoder name=\"" + name + "\"><prematch>" + prematch + "</prematch></decoder>";
    }

    private void write(String name, String text) throws IOException {
        Path file = directory.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }
}
