package io.github.canarysiem.runner.command;

import io.github.canarysiem.json.Text;
import io.github.canarysiem.runner.terminal.CommandException;
import io.github.canarysiem.runner.terminal.ExitCode;
import io.github.canarysiem.runner.terminal.Surroundings;
import io.github.canarysiem.wazuh.logtest.LoadMessage;
import io.github.canarysiem.wazuh.logtest.LoadReport;
import io.github.canarysiem.wazuh.logtest.LogtestEngine;
import io.github.canarysiem.wazuh.logtest.LogtestResult;
import io.github.canarysiem.wazuh.logtest.Ruleset;
import io.github.canarysiem.wazuh.logtest.ini.IniFile;
import io.github.canarysiem.wazuh.logtest.ini.IniRun;
import io.github.canarysiem.wazuh.logtest.ini.IniTest;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneId;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code canary-siem logtest}. */
@Command(
        name = "logtest",
        header = "Answers what Wazuh 4 would make of log lines, without a Wazuh.",
        description = {
            "Loads decoders, rules and lists, reads log lines on standard input and shows for each what pre-decoding, decoders"
                    + " and rules make of it, as wazuh-logtest does. The lines of one call are one session: rules that count"
                    + " events count them.",
            "What the engine does not model, such as GeoIP, is named when the ruleset uses it."
        },
        footer = {
            "  canary-siem logtest --ruleset /var/ossec < sample.log",
            "  canary-siem logtest --ruleset /var/ossec --ruleset my-rules --check    would the manager start?",
            "  canary-siem logtest --ruleset out --ini out/tests/canary.ini"
        })
final class LogtestCommand implements Callable<Integer> {
    private final Surroundings surroundings;

    @Spec
    @Nullable
    private CommandSpec spec;

    @Option(
            names = "--ruleset",
            paramLabel = "DIR",
            description =
                    "A folder with decoders, rules and lists in it, or in its etc and ruleset. May be given again.")
    private List<Path> rulesets = List.of();

    @Option(names = "--json", description = "Print one JSON object for each line.")
    private boolean json;

    @Option(names = "--check", description = "Only print what the manager would log when it starts; 1 if it would not.")
    private boolean check;

    @Option(
            names = "--ini",
            paramLabel = "FILE",
            arity = "1..*",
            description = "Run tests in the form of Wazuh's own, files .ini; 1 if one fails.")
    private List<Path> tests = List.of();

    @Option(
            names = "--expressions",
            description = "Instead of logs, try expressions: JSON lines with kind, pattern and text on standard input.")
    private boolean expressions;

    @Option(
            names = "--location",
            paramLabel = "LOCATION",
            defaultValue = LogtestEngine.STANDARD_LOCATION,
            description =
                    "Where the lines come from: a file, or [001] (agent) 10.9.9.9->/file. Default: ${DEFAULT-VALUE}.")
    private String location = LogtestEngine.STANDARD_LOCATION;

    LogtestCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() throws IOException, CommandException {
        InputLines lines = new InputLines(surroundings.in());
        if (expressions) {
            new LogtestExpressions(surroundings.out()).answer(lines);
            return ExitCode.OK;
        }
        if (rulesets.isEmpty()) {
            throw new ParameterException(
                    Objects.requireNonNull(spec).commandLine(), "missing required option: '--ruleset=DIR'");
        }
        Ruleset ruleset = Ruleset.load(rulesets);
        if (check) {
            return check(ruleset.report());
        }
        if (!ruleset.report().wouldStart()) {
            messages(ruleset.report(), surroundings.err());
            throw new CommandException(
                    ExitCode.FAILURE, "the manager would not start with this ruleset; its messages are above");
        }
        return tests.isEmpty() ? evaluate(ruleset, lines) : test(ruleset);
    }

    /** By this computer's time zone, as a manager here would. */
    private Clock clock() {
        return surroundings.clock().withZone(ZoneId.systemDefault());
    }

    private int check(LoadReport report) {
        messages(report, surroundings.out());
        report.notModelled()
                .forEach(sentence -> surroundings.out().println("not modelled: " + Text.printable(sentence)));
        surroundings.out().println(report.wouldStart() ? "The manager would start." : "The manager would not start.");
        return report.wouldStart() ? ExitCode.OK : ExitCode.FAILURE;
    }

    private static void messages(LoadReport report, PrintWriter out) {
        for (LoadMessage message : report.messages()) {
            out.println(Text.printable(message.toString()));
        }
    }

    private int test(Ruleset ruleset) throws IOException {
        IniRun run = new IniRun(ruleset, clock());
        for (Path file : tests) {
            for (IniTest test : IniFile.read(file)) {
                run.run(test);
            }
        }
        run.failures().forEach(failure -> surroundings.out().println(Text.printable(failure)));
        surroundings.out().println(run.passed() + " passed, " + run.failures().size() + " failed");
        return run.failures().isEmpty() ? ExitCode.OK : ExitCode.FAILURE;
    }

    private int evaluate(Ruleset ruleset, InputLines lines) throws IOException {
        if (!json) {
            messages(ruleset.report(), surroundings.err());
        }
        LogtestEngine engine = ruleset.engine(clock());
        LogtestView view = new LogtestView(surroundings);
        for (byte[] line = lines.next(); line != null; line = lines.next()) {
            LogtestResult result = engine.evaluate(line, location);
            if (json) {
                surroundings.out().println(result.json());
            } else {
                view.show(line, result);
            }
        }
        return ExitCode.OK;
    }
}
