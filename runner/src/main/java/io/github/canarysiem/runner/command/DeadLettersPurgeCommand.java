package io.github.canarysiem.runner.command;

import io.github.canarysiem.pipeline.JournalView;
import io.github.canarysiem.runner.terminal.ExitCode;
import io.github.canarysiem.runner.terminal.Surroundings;
import io.github.canarysiem.runner.terminal.Words;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code canary-siem dead-letters purge}. */
@Command(
        name = "purge",
        header = "Forgets dead letters.",
        description = "For good: what no sink took and is purged here cannot be delivered any more.",
        footer = {"  canary-siem dead-letters purge 3 4", "  canary-siem dead-letters purge --all"})
final class DeadLettersPurgeCommand implements Callable<Integer> {
    private final Surroundings surroundings;

    @Mixin
    private final StateOption state = new StateOption();

    @ArgGroup(multiplicity = "1")
    private final DeadLetterChoice choice = new DeadLetterChoice();

    DeadLettersPurgeCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() throws Exception {
        try (JournalView journal = state.journal(surroundings)) {
            int count = journal.purgeDeadLetters(choice.numbersIn(journal));
            surroundings.out().println(Words.count(count, "dead letter") + " forgotten");
        }
        return ExitCode.OK;
    }
}
