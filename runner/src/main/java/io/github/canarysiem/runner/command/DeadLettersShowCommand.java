package io.github.canarysiem.runner.command;

import io.github.canarysiem.pipeline.DeadLetter;
import io.github.canarysiem.pipeline.JournalView;
import io.github.canarysiem.runner.terminal.CommandException;
import io.github.canarysiem.runner.terminal.ExitCode;
import io.github.canarysiem.runner.terminal.Surroundings;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code canary-siem dead-letters show}. */
@Command(
        name = "show",
        header = "Shows a dead letter, with all that is known.",
        description = "The output is JSON; hostile characters are spelled out.",
        footer = {"  canary-siem dead-letters show 3"})
final class DeadLettersShowCommand implements Callable<Integer> {
    private final Surroundings surroundings;

    @Mixin
    private final StateOption state = new StateOption();

    @Option(names = "--json", description = "Print JSON, one object a line.")
    private boolean json;

    @Parameters(paramLabel = "NUMBER", description = "Its number in the list.")
    private long number;

    DeadLettersShowCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() throws Exception {
        try (JournalView journal = state.journal(surroundings)) {
            DeadLetter letter = journal.deadLetter(number);
            if (letter == null) {
                throw new CommandException(
                        ExitCode.FAILURE, "there is no dead letter " + number + ": see canary-siem dead-letters list");
            }
            surroundings
                    .out()
                    .println(
                            json
                                    ? IncidentText.compact(IncidentText.json(letter))
                                    : IncidentText.indented(IncidentText.json(letter)));
        }
        return ExitCode.OK;
    }
}
