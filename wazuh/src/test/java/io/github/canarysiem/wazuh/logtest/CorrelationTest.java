package io.github.canarysiem.wazuh.logtest;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.canarysiem.testing.TestClock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class CorrelationTest {
    private static final int SINGLE = 100100;
    private static final int SEVERAL = 100101;
    private static final String ELSEWHERE = "[002] (web2) any->/var/log/app.log";

    private final TestClock clock = new TestClock(Instant.parse("2026-11-21T20:00:00Z"));

    @Test
    void eventsOlderThanTheTimeframeDoNotCount() {
        LogtestEngine engine = engine("frequency=\"3\" timeframe=\"60\"", "");
        assertThat(fired(engine, "app a")).isEqualTo(SINGLE);
        clock.advance(Duration.ofSeconds(30));
        assertThat(fired(engine, "app a")).isEqualTo(SINGLE);
        clock.advance(Duration.ofSeconds(40));
        assertThat(fired(engine, "app a")).isEqualTo(SINGLE);
        clock.advance(Duration.ofSeconds(15));
        assertThat(fired(engine, "app a")).isEqualTo(SEVERAL);
    }

    @Test
    void countedEventsCountOnceButTheFrequencyTwoFiresOn() {
        LogtestEngine three = engine("frequency=\"3\" timeframe=\"60\"", "");
        assertThat(fired(three, "app a", "app a", "app a", "app a", "app a", "app a"))
                .containsExactly(SINGLE, SINGLE, SEVERAL, SINGLE, SINGLE, SEVERAL);
        LogtestEngine two = engine("frequency=\"2\" timeframe=\"60\"", "");
        assertThat(fired(two, "app a", "app a", "app a", "app a")).containsExactly(SINGLE, SEVERAL, SEVERAL, SEVERAL);
    }

    @Test
    void withoutAFrequencyAnyEarlierEventWillDo() {
        LogtestEngine engine = engine("timeframe=\"60\"", "<same_srcuser/>");
        assertThat(fired(engine, "app a", "app b", "app a")).containsExactly(SINGLE, SINGLE, SEVERAL);
    }

    @Test
    void aRuleThatIsIgnoredForAWhileFiresWithoutAnAlert() {
        LogtestEngine engine = engine("frequency=\"2\" timeframe=\"600\" ignore=\"60\"", "");
        engine.evaluate("app a");
        assertThat(engine.evaluate("app a").alert()).isTrue();
        clock.advance(Duration.ofSeconds(59));
        assertThat(engine.evaluate("app a").alert()).isFalse();
        clock.advance(Duration.ofSeconds(1));
        assertThat(engine.evaluate("app a").alert()).isTrue();
    }

    @Test
    void eventsOfOtherAgentsCountOnlyWhenTheRuleSaysSo() {
        LogtestEngine own = engine("frequency=\"2\" timeframe=\"60\"", "");
        own.evaluate("app a", ELSEWHERE);
        assertThat(fired(own, "app a")).isEqualTo(SINGLE);
        LogtestEngine any = engine("frequency=\"2\" timeframe=\"60\"", "<global_frequency/>");
        any.evaluate("app a", ELSEWHERE);
        assertThat(fired(any, "app a")).isEqualTo(SEVERAL);
    }

    @Test
    void aRuleWhoseNumberIsCountedDoesNotCountForItsGroups() {
        String rules = """
                <rule id="100102" level="12" frequency="2" timeframe="60">
                  <if_matched_group>base</if_matched_group><description>of the group</description>
                </rule>
                <rule id="100103" level="3"><match>^other</match><description>other</description><group>extra,</group></rule>
                <rule id="100104" level="12" frequency="2" timeframe="60">
                  <if_matched_group>extra</if_matched_group><description>of the other group</description>
                </rule>
                """;
        LogtestEngine engine = Ruleset.load(RulesetFiles.of(files("frequency=\"9\" timeframe=\"60\"", "", rules)))
                .engine(clock);
        assertThat(fired(engine, "app a", "app a", "other", "other")).containsExactly(SINGLE, SINGLE, 100103, 100104);
    }

    @Test
    void engineSessionsKnowNothingOfEachOther() {
        Ruleset ruleset = ruleset("frequency=\"2\" timeframe=\"60\"", "");
        ruleset.engine(clock).evaluate("app a");
        assertThat(fired(ruleset.engine(clock), "app a")).isEqualTo(SINGLE);
    }

    private LogtestEngine engine(String attributes, String options) {
        return ruleset(attributes, options).engine(clock);
    }

    private static Ruleset ruleset(String attributes, String options) {
        return Ruleset.load(RulesetFiles.of(files(attributes, options, "")));
    }

    private static Map<String, String> files(String attributes, String options, String moreRules) {
        Map<String, String> files = new LinkedHashMap<>();
        files.put("decoders/app.xml", """
                <decoder name="app">
                  <prematch>^app </prematch>
                  <regex offset="after_prematch">^(\\w+)</regex>
                  <order>srcuser</order>
                </decoder>
                """);
        files.put("rules/0010-base.xml", """
                <group name="base,">
                  <rule id="1" level="0" noalert="1"><category>syslog</category><description>all</description></rule>
                  <rule id="100100" level="3"><decoded_as>app</decoded_as><description>single</description></rule>
                  <rule id="100101" level="10" %s>
                    <if_matched_sid>100100</if_matched_sid>%s<description>several</description>
                  </rule>
                  %s
                </group>
                """.formatted(attributes, options, moreRules));
        return files;
    }

    private static int fired(LogtestEngine engine, String line) {
        LogtestResult.@Nullable FiredRule rule = engine.evaluate(line).rule();
        return rule == null ? -1 : rule.id();
    }

    private static Integer[] fired(LogtestEngine engine, String... lines) {
        Integer[] fired = new Integer[lines.length];
        for (int i = 0; i < lines.length; i++) {
            fired[i] = fired(engine, lines[i]);
        }
        return fired;
    }
}
