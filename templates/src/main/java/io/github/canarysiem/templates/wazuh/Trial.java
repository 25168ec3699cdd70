package io.github.canarysiem.templates.wazuh;

import io.github.canarysiem.wazuh.logtest.LoadReport;
import io.github.canarysiem.wazuh.logtest.LogtestEngine;
import io.github.canarysiem.wazuh.logtest.LogtestResult;
import io.github.canarysiem.wazuh.logtest.LogtestResult.FiredRule;
import io.github.canarysiem.wazuh.logtest.Ruleset;
import io.github.canarysiem.wazuh.logtest.RulesetFiles;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Tries content beside a ruleset: whether it would start, does what its tests say, and leaves the lines of others alone. */
final class Trial {
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-21T20:00:00Z"), ZoneOffset.UTC);
    private static final int MOST_FAULTS = 10;

    private final String where;
    private final Content content;
    private final Ruleset before;
    private final Ruleset after;
    private final List<String> faults = new ArrayList<>();
    private final Set<String> doubts = new TreeSet<>();
    private int lines;

    /** Beside this base; {@code where} names it in messages. */
    Trial(String where, RulesetFiles base, Content content) {
        this.where = where;
        this.content = content;
        this.before = Ruleset.load(base);
        this.after = Ruleset.load(base.and(content.ruleset()));
    }

    /** Everything that is wrong, the first few of each kind; empty if nothing is. */
    List<String> faults() {
        if (!before.report().wouldStart()) {
            fault("the ruleset itself would not start: " + first(before.report())
                    + ": mend it, or name the whole ruleset");
            return faults;
        }
        compareLoading();
        if (after.report().wouldStart()) {
            content.tests().forEach(this::test);
            compareOthers();
        }
        return faults;
    }

    /** What the engine does not model, one sentence each; empty if its answers are Wazuh's. */
    Set<String> doubts() {
        return doubts;
    }

    /** How many lines were tried. */
    int lines() {
        return lines;
    }

    /** Rules that fire on no sample, neither alone nor together nor repeated. */
    Set<Integer> silent() {
        Set<Integer> silent = new TreeSet<>(content.rulesThatFire());
        for (String line : content.samples()) {
            note(after.engine(CLOCK), line, silent);
        }
        LogtestEngine together = after.engine(CLOCK);
        content.samples().forEach(line -> note(together, line, silent));
        int most = content.highestFrequency();
        for (String line : content.samples()) {
            LogtestEngine repeated = after.engine(CLOCK);
            for (int i = 0; i < most && !silent.isEmpty(); i++) {
                note(repeated, line, silent);
            }
        }
        return silent;
    }

    private void note(LogtestEngine engine, String line, Set<Integer> silent) {
        lines++;
        FiredRule rule = engine.evaluate(line).rule();
        if (rule != null) {
            silent.remove(rule.id());
        }
    }

    private void compareLoading() {
        Set<String> known = new HashSet<>();
        before.report().messages().forEach(message -> known.add(message.toString()));
        after.report().messages().stream()
                .map(Object::toString)
                .filter(message -> !known.contains(message))
                .forEach(message -> fault("the manager would log \"" + message + "\"" + mend(message)));
        after.report().notModelled().stream()
                .filter(sentence -> !before.report().notModelled().contains(sentence))
                .forEach(doubts::add);
        if (!after.report().wouldStart() && faults.isEmpty()) {
            fault("the manager would not start");
        }
    }

    private static String mend(String message) {
        return message.contains("duplicated") ? ": choose other ids, such as with --set first-id=110000" : "";
    }

    private void test(TestSection section) {
        for (String line : section.passing()) {
            LogtestResult result = evaluated(line);
            FiredRule rule = result.rule();
            doubts.addAll(result.notModelled());
            expect(section, "rule", section.rule(), rule == null ? null : rule.id());
            expect(section, "level", section.level(), rule == null ? null : rule.level());
            expect(section, "decoder", section.decoder(), result.decoder());
        }
        for (String line : section.failing()) {
            FiredRule rule = evaluated(line).rule();
            if (rule != null && Integer.valueOf(rule.id()).equals(section.rule())) {
                fault(section.where() + ": a line that must not fire rule " + rule.id() + " fires it");
            }
        }
    }

    private LogtestResult evaluated(String line) {
        lines++;
        return after.engine(CLOCK).evaluate(line);
    }

    private void expect(TestSection section, String what, @Nullable Object expected, @Nullable Object found) {
        if (expected != null && !expected.equals(found)) {
            fault(section.where() + ": " + what + " is " + found + " instead of " + expected);
        }
    }

    private void compareOthers() {
        LogtestEngine without = before.engine(CLOCK);
        LogtestEngine with = after.engine(CLOCK);
        for (String line : StandIn.linesOfOthers()) {
            lines++;
            if (!same(without.evaluate(line), with.evaluate(line))) {
                fault("it changes what a line of others gives: " + line);
            }
        }
    }

    private static boolean same(LogtestResult one, LogtestResult other) {
        return Objects.equals(one.decoder(), other.decoder())
                && Objects.equals(one.parent(), other.parent())
                && one.fixed().equals(other.fixed())
                && one.dynamic().equals(other.dynamic())
                && Objects.equals(one.rule(), other.rule())
                && one.alert() == other.alert();
    }

    private static String first(LoadReport report) {
        return report.messages().isEmpty()
                ? "no reason given"
                : report.messages().get(0).toString();
    }

    private void fault(String message) {
        if (faults.size() < MOST_FAULTS) {
            faults.add(where + ": " + message);
        }
    }
}
