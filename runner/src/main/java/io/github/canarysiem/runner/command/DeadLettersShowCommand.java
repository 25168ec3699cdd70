package io.github.canarysiem.runner.command;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.canarysiem.pipeline.DeadLetter;
import io.github.canarysiem.pipeline.JournalView;
import io.github.canarysiem.runner.terminal.CommandException;
import io.github.canarysiem.runner.terminal.ExitCode;
import io.github.canarysiem.runner.terminal.Surroundings;
import java.io.PrintWriter;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code canary-siem dead-letters show}. */
@Command(
        name = "show",
        header = "Shows a dead letter, with all that is known.",
        description = "The output is JSON; hostile characters are spelled out.",
        footer = {"  canary-siem dead-letters show 3"})
final class DeadLettersShowCommand extends StateCommand {
    @Option(names = "--json", description = "Print JSON, one object a line.")
    private boolean json;

    @Parameters(paramLabel = "NUMBER", description = "Its number in the list.")
    private long number;

    DeadLettersShowCommand(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    void run(JournalView journal, PrintWriter out) throws Exception {
        DeadLetter letter = journal.deadLetter(number);
        if (letter == null) {
            throw new CommandException(
                    ExitCode.FAILURE, "there is no dead letter " + number + ": see canary-siem dead-letters list");
        }
        ObjectNode found = IncidentText.json(letter);
        out.println(json ? IncidentText.compact(found) : IncidentText.indented(found));
    }
}
