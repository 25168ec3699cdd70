package io.github.canarysiem.runner.command;

import io.github.canarysiem.pipeline.DeadLetter;
import io.github.canarysiem.pipeline.JournalView;
import io.github.canarysiem.runner.terminal.ExitCode;
import io.github.canarysiem.runner.terminal.Surroundings;
import io.github.canarysiem.runner.terminal.Table;
import io.github.canarysiem.runner.terminal.Table.Column;
import io.github.canarysiem.runner.terminal.Words;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code canary-siem dead-letters list}. */
@Command(
        name = "list",
        header = "Lists the newest dead letters, newest first.",
        description = "NUMBER names a dead letter to show, replay and purge.",
        footer = {"  canary-siem dead-letters list", "  canary-siem dead-letters list --json | jq .reason"})
final class DeadLettersListCommand implements Callable<Integer> {
    private final Surroundings surroundings;

    @Mixin
    private final StateOption state = new StateOption();

    @Mixin
    private final ListOptions options = new ListOptions();

    DeadLettersListCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() throws Exception {
        try (JournalView journal = state.journal(surroundings)) {
            options.print(
                    journal.deadLetters(options.limit()),
                    IncidentText::json,
                    DeadLettersListCommand::table,
                    surroundings.out());
        }
        return ExitCode.OK;
    }

    private static Table table(List<DeadLetter> letters) {
        Table table = new Table(
                new Column("NUMBER", 12),
                new Column("REFUSED", 20),
                new Column("SINK", 24),
                new Column("ID/REVISION", 20),
                new Column("MEMO", 40),
                new Column("REASON", 72));
        for (DeadLetter letter : letters) {
            table.add(
                    Long.toString(letter.number()),
                    Words.time(letter.at()),
                    letter.sink(),
                    IncidentText.reference(letter.incident()),
                    IncidentText.memo(letter.incident()),
                    letter.reason());
        }
        return table;
    }
}
