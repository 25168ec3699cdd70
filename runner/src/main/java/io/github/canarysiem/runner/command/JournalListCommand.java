package io.github.canarysiem.runner.command;

import io.github.canarysiem.Incident;
import io.github.canarysiem.pipeline.JournalEntry;
import io.github.canarysiem.pipeline.JournalView;
import io.github.canarysiem.runner.terminal.Surroundings;
import io.github.canarysiem.runner.terminal.Table;
import io.github.canarysiem.runner.terminal.Table.Column;
import io.github.canarysiem.runner.terminal.Words;
import java.io.PrintWriter;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code canary-siem journal list}. */
@Command(
        name = "list",
        header = "Lists the newest incidents, newest first.",
        description = "WAITING names the sinks that have not settled an incident yet.",
        footer = {
            "  canary-siem journal list --limit 100",
            "  canary-siem journal list --json | jq .incident.token.memo"
        })
final class JournalListCommand extends StateCommand {
    @Mixin
    private final ListOptions options = new ListOptions();

    JournalListCommand(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    void run(JournalView journal, PrintWriter out) throws Exception {
        options.print(journal.list(options.limit()), IncidentText::json, JournalListCommand::table, out);
    }

    private static Table table(List<JournalEntry> entries) {
        Table table = new Table(
                new Column("OBSERVED", 20),
                new Column("ID/REVISION", 20),
                new Column("KIND", 16),
                new Column("SEVERITY", 13),
                new Column("TYPE", 16),
                new Column("MEMO", 40),
                new Column("FROM", 39),
                new Column("WAITING", 30));
        for (JournalEntry entry : entries) {
            Incident incident = entry.incident();
            table.add(
                    Words.time(incident.observedAt()),
                    IncidentText.reference(incident),
                    incident.kind().code(),
                    incident.severity().code(),
                    IncidentText.type(incident),
                    IncidentText.memo(incident),
                    IncidentText.source(incident),
                    entry.unsettled().isEmpty() ? "-" : String.join(" ", entry.unsettled()));
        }
        return table;
    }
}
