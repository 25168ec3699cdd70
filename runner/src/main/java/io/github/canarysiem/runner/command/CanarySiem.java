package io.github.canarysiem.runner.command;

import io.github.canarysiem.runner.configuration.PlugIns;
import io.github.canarysiem.runner.terminal.CommandException;
import io.github.canarysiem.runner.terminal.Surroundings;
import java.util.Objects;
import picocli.AutoComplete.GenerateCompletion;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.ScopeType;

/** The command itself, without a subcommand. */
@Command(
        name = "canary-siem",
        scope = ScopeType.INHERIT,
        mixinStandardHelpOptions = true,
        versionProvider = CanarySiem.Version.class,
        sortOptions = false,
        usageHelpAutoWidth = true,
        synopsisHeading = "%nUSAGE%n  ",
        descriptionHeading = "%nDESCRIPTION%n",
        parameterListHeading = "%nPARAMETERS%n",
        optionListHeading = "%nOPTIONS%n",
        commandListHeading = "%nCOMMANDS%n",
        footerHeading = "%nEXAMPLES%n",
        exitCodeListHeading = "%nEXIT CODES%n",
        exitCodeList = {
            "0:it went well",
            "1:something failed; one line on standard error says what",
            "2:the command was called wrongly",
            "75:another process uses the state directory; try again later",
            "78:the configuration is faulty"
        },
        header = "Carries every Canarytokens hit into your SIEM, losing nothing.",
        description = {
            "Watches Canarytokens servers (sources), keeps what it finds in a durable journal, and delivers it to SIEMs"
                    + " (sinks). Without -c, commands read canary-siem.yml in the current folder; if there is none,"
                    + " the environment variables redis_host, redis_port and redis_password, and write to"
                    + " logs/incident.log.",
            "Own logs go to standard error; CANARY_SIEM_LOG (json, text) and CANARY_SIEM_LOG_LEVEL (off, error, warn,"
                    + " info, debug) change them. NO_COLOR switches colours off."
        },
        footer = {
            "  canary-siem demo                 see it work, without a network or a configuration",
            "  canary-siem check --live         is the configuration good, do servers answer?",
            "  canary-siem run -c my.yml        run until SIGTERM"
        })
public final class CanarySiem implements Runnable {
    @Option(names = "--debug", scope = ScopeType.INHERIT, description = "Show stack traces, and log at level debug.")
    private boolean debug;

    private final CommandLine self = new CommandLine(this);

    private CanarySiem() {}

    /** The command with all of its subcommands, ready to execute. */
    public static CommandLine commandLine(Surroundings surroundings) {
        CanarySiem top = new CanarySiem();
        CommandLine line = top.self
                .addSubcommand(new DemoCommand(surroundings))
                .addSubcommand(new RunCommand(surroundings))
                .addSubcommand(new CheckCommand(surroundings))
                .addSubcommand(new StatusCommand(surroundings))
                .addSubcommand(JournalCommands.group(surroundings))
                .addSubcommand(DeadLettersCommands.group(surroundings))
                .addSubcommand(new SendTestCommand(surroundings))
                .addSubcommand(new GenerateCommand(surroundings))
                .addSubcommand(new LogtestCommand(surroundings))
                .addSubcommand(new GenerateCompletion());
        Faults faults = new Faults(surroundings.err(), () -> top.debug);
        return line.setOut(surroundings.out())
                .setErr(surroundings.err())
                .setExecutionExceptionHandler(faults)
                .setParameterExceptionHandler(faults)
                .setExecutionStrategy(parsed -> top.execute(parsed, surroundings));
    }

    @Override
    public void run() {
        throw new CommandLine.ParameterException(self, "a command is missing");
    }

    /** Types that a configuration can name. */
    static PlugIns plugIns() {
        return PlugIns.onClassPath();
    }

    private int execute(ParseResult parsed, Surroundings surroundings) {
        try {
            Logs.prepare(debug ? "debug" : levelOf(parsed), surroundings.environment());
        } catch (CommandException e) {
            throw new CommandLine.ExecutionException(self, String.valueOf(e.getMessage()), e);
        }
        return new CommandLine.RunLast().execute(parsed);
    }

    /** Of all commands only {@code run} has a log; the others answer on standard output. */
    private static String levelOf(ParseResult parsed) {
        return parsed.hasSubcommand() && parsed.subcommand().commandSpec().userObject() instanceof RunCommand
                ? "info"
                : "off";
    }

    /** Tells the version. */
    static final class Version implements IVersionProvider {
        @Override
        public String[] getVersion() {
            String version =
                    Objects.requireNonNullElse(CanarySiem.class.getPackage().getImplementationVersion(), "development");
            return new String[] {"canary-siem " + version, "Java " + Runtime.version()};
        }
    }
}
