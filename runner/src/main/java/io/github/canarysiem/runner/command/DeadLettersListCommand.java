package io.github.canarysiem.runner.command;

import io.github.canarysiem.pipeline.DeadLetter;
import io.github.canarysiem.pipeline.JournalView;
import io.github.canarysiem.runner.terminal.Surroundings;
import io.github.canarysiem.runner.terminal.Table;
import io.github.canarysiem.runner.terminal.Table.Column;
import io.github.canarysiem.runner.terminal.Words;
import java.io.PrintWriter;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code canary-siem dead-letters list}. */
@Command(
        name = "list",
        header = "Lists the newest dead letters, newest first.",
        description = "NUMBER names a dead letter to show, replay and purge.",
        footer = {"  canary-siem dead-letters list", "  canary-siem dead-letters list --json | jq .reason"})
final class DeadLettersListCommand extends StateCommand {
    @Mixin
    private final ListOptions options = new ListOptions();

    DeadLettersListCommand(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    void run(JournalView journal, PrintWriter out) throws Exception {
        options.print(journal.deadLetters(options.limit()), IncidentText::json, DeadLettersListCommand::table, out);
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
