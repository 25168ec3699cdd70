package io.github.canarysiem.benchmarks;

import io.github.canarysiem.wazuh.logtest.LogtestEngine;
import io.github.canarysiem.wazuh.logtest.LogtestResult;
import io.github.canarysiem.wazuh.logtest.Ruleset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * Lines a second through the logtest on one thread, from text to JSON, with a generated ruleset of a manager's size, and the time to load
 * that. Baseline: 25,000 a second, the best measured of the real engine's whole logtest path.
 */
final class LogtestBenchmark implements Main.Benchmark {
    private static final double REAL_ENGINE = 25_000;
    private static final Duration WARM_UP = Duration.ofSeconds(10);
    private static final Duration MEASURED = Duration.ofSeconds(10);

    @Override
    public void run(Report report) throws Exception {
        Path folder = Files.createTempDirectory("logtest-benchmark");
        try {
            GeneratedRuleset.write(folder);
            report.note("logtest, first load of " + GeneratedRuleset.RULES + " rules", seconds(folder), "s");
            report.note("logtest, second load", seconds(folder), "s");
            Ruleset ruleset = Ruleset.load(List.of(folder));
            if (!ruleset.report().messages().isEmpty()) {
                throw new IllegalStateException("the generated ruleset is wrong: "
                        + ruleset.report().messages().get(0));
            }
            for (GeneratedRuleset.Sample sample : GeneratedRuleset.SAMPLES) {
                measure(report, ruleset, sample);
            }
        } finally {
            Folders.delete(folder);
        }
    }

    private static double seconds(Path folder) throws Exception {
        long start = System.nanoTime();
        Ruleset.load(List.of(folder)).engine();
        return (System.nanoTime() - start) / 1e9;
    }

    private static void measure(Report report, Ruleset ruleset, GeneratedRuleset.Sample sample) {
        LogtestResult result = ruleset.engine().evaluate(sample.line());
        LogtestResult.FiredRule fired = result.rule();
        if (fired == null || fired.id() != sample.rule()) {
            throw new IllegalStateException(
                    sample.name() + " should fire " + sample.rule() + ", but: " + result.json());
        }
        LogtestEngine engine = ruleset.engine();
        evaluate(engine, sample.line(), WARM_UP);
        report.compare("logtest, " + sample.name(), evaluate(engine, sample.line(), MEASURED), REAL_ENGINE, "events/s");
    }

    private static double evaluate(LogtestEngine engine, String line, Duration duration) {
        long start = System.nanoTime();
        long events = 0;
        long characters = 0;
        while (System.nanoTime() - start < duration.toNanos()) {
            characters += engine.evaluate(line).json().toString().length();
            events++;
        }
        if (characters == 0) {
            throw new IllegalStateException("nothing was written");
        }
        return events / ((System.nanoTime() - start) / 1e9);
    }
}
