package io.github.canarysiem.runner.command;

import io.github.canarysiem.pipeline.JournalView;
import io.github.canarysiem.runner.terminal.Surroundings;
import io.github.canarysiem.runner.terminal.Words;
import java.io.PrintWriter;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;

/** {@code canary-siem dead-letters replay}. */
@Command(
        name = "replay",
        header = "Has dead letters delivered again.",
        description =
                "They go to the sink that refused them, and leave the list. If canary-siem is not running, they go out after its next start.",
        footer = {"  canary-siem dead-letters replay 3 4", "  canary-siem dead-letters replay --all"})
final class DeadLettersReplayCommand extends StateCommand {
    @ArgGroup(multiplicity = "1")
    private final DeadLetterChoice choice = new DeadLetterChoice();

    DeadLettersReplayCommand(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    void run(JournalView journal, PrintWriter out) throws Exception {
        int count = journal.replayDeadLetters(choice.numbersIn(journal));
        out.println(Words.count(count, "dead letter") + " will be delivered again");
    }
}
