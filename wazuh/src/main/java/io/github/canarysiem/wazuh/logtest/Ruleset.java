package io.github.canarysiem.wazuh.logtest;

import io.github.canarysiem.wazuh.logtest.decoder.DecoderReader;
import io.github.canarysiem.wazuh.logtest.decoder.DecoderSet;
import io.github.canarysiem.wazuh.logtest.load.LoadFailure;
import io.github.canarysiem.wazuh.logtest.load.LoadLog;
import io.github.canarysiem.wazuh.logtest.rule.RuleReader;
import io.github.canarysiem.wazuh.logtest.rule.RuleSet;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A ruleset of Wazuh 4.x: decoders, rules and lists.
 *
 * <pre>{@code
 * Ruleset ruleset = Ruleset.load(List.of(Path.of("/var/ossec")));
 * assertTrue(ruleset.report().wouldStart());
 * LogtestResult result = ruleset.engine().evaluate("{\"canary\":{\"kind\":\"hit\"}}");
 * assertEquals(100101, result.rule().id());
 * }</pre>
 *
 * <p>Immutable and thread-safe; its engines are not.
 */
public final class Ruleset {
    private final LoadReport report;
    private final @Nullable DecoderSet decoders;
    private final @Nullable RuleSet rules;

    private Ruleset(LoadReport report, @Nullable DecoderSet decoders, @Nullable RuleSet rules) {
        this.report = report;
        this.decoders = decoders;
        this.rules = rules;
    }

    /**
     * Loads directories together, as a manager does with its own and the user's.
     *
     * @param directories in one of the forms of {@link RulesetFiles#read}
     * @throws IOException when they cannot be read; a ruleset that Wazuh would refuse loads, see {@link #report}
     */
    public static Ruleset load(List<Path> directories) throws IOException {
        return load(RulesetFiles.read(directories));
    }

    /** Loads files, from directories or memory. */
    public static Ruleset load(RulesetFiles files) {
        LoadLog log = new LoadLog();
        if (files.leftOut()) {
            log.notModelled(RulesetFiles.EXCLUDED + " is left out, as a manager's default configuration has it");
        }
        try {
            DecoderReader decoders = new DecoderReader(log);
            for (RulesetFile file : files.ofKind(RulesetFile.Kind.DECODERS)) {
                decoders.read(file.name(), file.text());
            }
            Map<String, String> lists = new HashMap<>();
            files.ofKind(RulesetFile.Kind.LIST).forEach(file -> lists.put(file.name(), file.text()));
            RuleReader rules = new RuleReader(decoders.decoders(), lists, log);
            for (RulesetFile file : files.ofKind(RulesetFile.Kind.RULES)) {
                rules.read(file.name(), file.text());
            }
            return new Ruleset(report(true, log), decoders.decoders(), rules.rules());
        } catch (LoadFailure e) {
            return new Ruleset(report(false, log), null, null);
        }
    }

    private static LoadReport report(boolean wouldStart, LoadLog log) {
        List<LoadMessage> messages = log.messages().stream()
                .map(message -> new LoadMessage(message.level(), Bytes.text(message.text())))
                .toList();
        List<String> notModelled = log.notModelled().stream().map(Bytes::text).toList();
        return new LoadReport(wouldStart, messages, notModelled);
    }

    /** What happened when it was loaded. */
    public LoadReport report() {
        return report;
    }

    /**
     * A new session, by the system's clock and time zone.
     *
     * @throws IllegalStateException when the manager would not start with this ruleset
     */
    public LogtestEngine engine() {
        return engine(Clock.system(ZoneId.systemDefault()));
    }

    /**
     * A new session.
     *
     * @param clock tells when a line is received, and by its zone the time of day for {@code <time>} and {@code <weekday>}
     * @throws IllegalStateException when the manager would not start with this ruleset
     */
    public LogtestEngine engine(Clock clock) {
        if (decoders == null || rules == null) {
            throw new IllegalStateException("the manager would not start with this ruleset: "
                    + report.messages().get(0));
        }
        return new LogtestEngine(report, decoders, rules.session(), clock);
    }
}
