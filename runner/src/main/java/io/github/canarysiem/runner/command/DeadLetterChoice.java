package io.github.canarysiem.runner.command;

import io.github.canarysiem.pipeline.DeadLetter;
import io.github.canarysiem.pipeline.JournalView;
import io.github.canarysiem.runner.terminal.CommandException;
import io.github.canarysiem.runner.terminal.ExitCode;
import java.io.IOException;
import java.util.List;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Which dead letters are meant: some by number, or all. */
final class DeadLetterChoice {
    @Parameters(arity = "1..*", paramLabel = "NUMBER", description = "Numbers in the list.")
    private List<Long> numbers = List.of();

    @Option(names = "--all", required = true, description = "All of them.")
    private boolean all;

    List<Long> numbersIn(JournalView journal) throws IOException, CommandException {
        if (all) {
            return journal.deadLetters(Integer.MAX_VALUE).stream()
                    .map(DeadLetter::number)
                    .toList();
        }
        for (long number : numbers) {
            if (journal.deadLetter(number) == null) {
                throw new CommandException(
                        ExitCode.FAILURE,
                        "there is no dead letter " + number + ", nothing was done: see canary-siem dead-letters list");
            }
        }
        return numbers;
    }
}
