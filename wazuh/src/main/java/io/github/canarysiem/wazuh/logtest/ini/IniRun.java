package io.github.canarysiem.wazuh.logtest.ini;

import io.github.canarysiem.wazuh.logtest.LogtestEngine;
import io.github.canarysiem.wazuh.logtest.LogtestResult;
import io.github.canarysiem.wazuh.logtest.Ruleset;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Runs tests against a ruleset. Each section is a session of its own, so that rules can correlate its lines; a line that does not give
 * there what it must is tried alone, too, as Wazuh's own tests are.
 */
public final class IniRun {
    private final Ruleset ruleset;
    private final Clock clock;
    private final List<String> failures = new ArrayList<>();
    private int passed;

    /** A run without results; the clock is that of the sessions. */
    public IniRun(Ruleset ruleset, Clock clock) {
        this.ruleset = ruleset;
        this.clock = clock;
    }

    /** Runs a section. */
    public void run(IniTest test) {
        LogtestEngine session = ruleset.engine(clock);
        for (IniTest.Sample sample : test.samples()) {
            String difference = difference(test, sample, session);
            if (difference != null && difference(test, sample, ruleset.engine(clock)) == null) {
                difference = null;
            }
            if (difference == null) {
                passed++;
            } else {
                failures.add("[" + test.section() + "] " + sample.name() + ": " + difference);
            }
        }
    }

    /** Lines that gave what they must. */
    public int passed() {
        return passed;
    }

    /** Of the others, one sentence each: section, line, what was expected and what came. */
    public List<String> failures() {
        return List.copyOf(failures);
    }

    private static @Nullable String difference(IniTest test, IniTest.Sample sample, LogtestEngine engine) {
        LogtestResult result =
                engine.evaluate(sample.line().getBytes(StandardCharsets.ISO_8859_1), LogtestEngine.STANDARD_LOCATION);
        LogtestResult.FiredRule rule = result.rule();
        String id = rule == null ? "" : String.valueOf(rule.id());
        String level = rule == null ? "" : String.valueOf(rule.level());
        String decoder = result.decoder() == null ? "" : result.decoder();
        boolean given = same(test.rule(), id) && same(test.alert(), level) && same(test.decoder(), decoder);
        if (given == sample.mustPass()) {
            return null;
        }
        String got = shown(id, level, decoder);
        return sample.mustPass()
                ? "expected " + shown(test.rule(), test.alert(), test.decoder()) + ", got " + got
                : "must not give " + got;
    }

    private static boolean same(@Nullable String expected, String got) {
        return expected == null || expected.equals(got) || (expected.equals("0") && got.isEmpty());
    }

    private static String shown(@Nullable String rule, @Nullable String level, @Nullable String decoder) {
        return "rule " + named(rule) + ", level " + named(level) + ", decoder " + named(decoder);
    }

    private static String named(@Nullable String value) {
        return value == null ? "(any)" : value.isEmpty() ? "(none)" : value;
    }
}
