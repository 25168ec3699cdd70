package io.github.canarysiem.samples;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.canarysiem.wazuh.logtest.LogtestEngine;
import io.github.canarysiem.wazuh.logtest.LogtestResult;
import io.github.canarysiem.wazuh.logtest.LogtestResult.FiredRule;
import io.github.canarysiem.wazuh.logtest.Ruleset;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** How a detection engineer tests rules in a build. */
class OwnRulesTest {
    /** In a real build a copy of the manager's {@code /var/ossec/ruleset}. */
    private static final Path BASE = Path.of("src/test/resources/base");

    private static final Path OWN_RULES = Path.of("src/test/resources/own-rules");

    // region own-rules
    @Test
    void theVaultIsWorthAnAlert() throws IOException {
        Ruleset ruleset = Ruleset.load(List.of(BASE, OWN_RULES));
        assertThat(ruleset.report().wouldStart()).isTrue();
        LogtestEngine engine = ruleset.engine();

        LogtestResult result = engine.evaluate("door: badge 4711 opened vault from 192.0.2.7");

        assertThat(result.rule())
                .extracting(FiredRule::id, FiredRule::level, FiredRule::description)
                .containsExactly(100901, 10, "The vault was opened with badge 4711");
        assertThat(result.fixed()).isEqualTo(Map.of("id", "4711", "srcip", "192.0.2.7"));
    }
    // endregion
}
