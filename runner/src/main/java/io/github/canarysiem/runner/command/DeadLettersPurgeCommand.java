package io.github.canarysiem.runner.command;

import io.github.canarysiem.pipeline.JournalView;
import io.github.canarysiem.runner.terminal.Surroundings;
import io.github.canarysiem.runner.terminal.Words;
import java.io.PrintWriter;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;

/** {@code canary-siem dead-letters purge}. */
@Command(
        name = "purge",
        header = "Forgets dead letters.",
        description = "For good: what no sink took and is purged here cannot be delivered any more.",
        footer = {"  canary-siem dead-letters purge 3 4", "  canary-siem dead-letters purge --all"})
final class DeadLettersPurgeCommand extends StateCommand {
    @ArgGroup(multiplicity = "1")
    private final DeadLetterChoice choice = new DeadLetterChoice();

    DeadLettersPurgeCommand(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    void run(JournalView journal, PrintWriter out) throws Exception {
        int count = journal.purgeDeadLetters(choice.numbersIn(journal));
        out.println(Words.count(count, "dead letter") + " forgotten");
    }
}
