package io.github.canarysiem.wazuh.logtest.ini;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import io.github.canarysiem.wazuh.logtest.Ruleset;
import io.github.canarysiem.wazuh.logtest.RulesetFiles;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class IniRunTest {
    private static final Ruleset RULESET = Ruleset.load(RulesetFiles.of(
            Map.of("decoders/local_decoder.xml", """
            <decoder name="ev">
              <prematch>^ev </prematch>
            </decoder>
            """, "rules/0010-base.xml", """
            <group name="syslog,">
              <rule id="1" level="0" noalert="1">
                <category>syslog</category>
                <description>base</description>
              </rule>
            </group>
            """, "rules/local_rules.xml", """
            <group name="local,">
              <rule id="100100" level="5">
                <decoded_as>ev</decoded_as>
                <description>an event</description>
              </rule>
            </group>
            """)));

    @Test
    void sectionsPassOrFailLineByLine() throws IOException {
        IniRun run = new IniRun(RULESET, Clock.systemUTC());
        List<IniTest> tests = IniFile.parse("""
                # a comment
                [An event]
                log 1 pass = ev a
                log 2 fail: something else
                log 3 pass = other
                rule = 100100
                alert = 5
                decoder = ev

                ; another
                [Nothing]
                log 1 pass = other
                rule =
                decoder =
                """, "test.ini");

        tests.forEach(run::run);

        assertThat(run.passed()).isEqualTo(3);
        assertThat(run.failures())
                .containsExactly("[An event] log 3 pass: expected rule 100100, level 5, decoder ev,"
                        + " got rule (none), level (none), decoder (none)");
    }

    @Test
    void aLineThatIsNeitherSectionNorValueIsNamed() {
        assertThatIOException()
                .isThrownBy(() -> IniFile.parse("[a]\nnothing\n", "test.ini"))
                .withMessage("test.ini, line 2: this is neither [a section] nor a name = value");
    }
}
