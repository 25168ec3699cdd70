package io.github.canarysiem.runner.command;

import io.github.canarysiem.pipeline.JournalView;
import io.github.canarysiem.runner.terminal.ExitCode;
import io.github.canarysiem.runner.terminal.Surroundings;
import io.github.canarysiem.runner.terminal.Words;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code canary-siem dead-letters replay}. */
@Command(
        name = "replay",
        header = "Has dead letters delivered again.",
        description =
                "They go to the sink that refused them, and leave the list. If canary-siem is not running, they go out after its next start.",
        footer = {"  canary-siem dead-letters replay 3 4", "  canary-siem dead-letters replay --all"})
final class DeadLettersReplayCommand implements Callable<Integer> {
    private final Surroundings surroundings;

    @Mixin
    private final StateOption state = new StateOption();

    @ArgGroup(multiplicity = "1")
    private final DeadLetterChoice choice = new DeadLetterChoice();

    DeadLettersReplayCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() throws Exception {
        try (JournalView journal = state.journal(surroundings)) {
            int count = journal.replayDeadLetters(choice.numbersIn(journal));
            surroundings.out().println(Words.count(count, "dead letter") + " will be delivered again");
        }
        return ExitCode.OK;
    }
}
