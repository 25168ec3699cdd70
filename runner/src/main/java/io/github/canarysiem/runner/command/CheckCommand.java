package io.github.canarysiem.runner.command;

import io.github.canarysiem.runner.configuration.Configuration;
import io.github.canarysiem.runner.configuration.Draft;
import io.github.canarysiem.runner.terminal.ExitCode;
import io.github.canarysiem.runner.terminal.Surroundings;
import io.github.canarysiem.runner.terminal.Words;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code canary-siem check}. */
@Command(
        name = "check",
        header = "Checks the configuration, and on request every server in it.",
        description = {
            "Names every fault at once, one a line: file, line, path, what is wrong, and for an unknown name the nearest"
                    + " known one. No value is ever shown: it may be a secret.",
            "With --live each source and sink is tried, too: is its server there, does it accept the credentials, are the"
                    + " rights sufficient? Nothing is delivered or changed."
        },
        footer = {"  canary-siem check -c canary-siem.yml", "  canary-siem check --live --timeout 5s && canary-siem run"
        })
final class CheckCommand implements Callable<Integer> {
    private final Surroundings surroundings;

    @Mixin
    private final ConfigurationOption configuration = new ConfigurationOption();

    @Option(names = "--live", description = "Try each source and sink as well.")
    private boolean live;

    @Option(
            names = "--timeout",
            paramLabel = "TIME",
            defaultValue = "10s",
            converter = DurationConverter.class,
            description = "How long to wait for each of them, such as 500ms or 10s; ${DEFAULT-VALUE} unless given.")
    private Duration timeout = Duration.ofSeconds(10);

    CheckCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() throws Exception {
        Draft draft = configuration.draft(surroundings);
        try (Configuration complete = draft.complete(CanarySiem.plugIns())) {
            surroundings
                    .out()
                    .println(draft.origin() + " is good: "
                            + Words.count(complete.sources().size(), "source") + ", "
                            + Words.count(complete.sinks().size(), "sink"));
            if (!live) {
                return ExitCode.OK;
            }
            return new LiveCheck(surroundings, timeout).passes(complete) ? ExitCode.OK : ExitCode.FAILURE;
        }
    }
}
