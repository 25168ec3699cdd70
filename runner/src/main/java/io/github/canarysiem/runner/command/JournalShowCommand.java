package io.github.canarysiem.runner.command;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.canarysiem.pipeline.JournalEntry;
import io.github.canarysiem.pipeline.JournalView;
import io.github.canarysiem.runner.terminal.Surroundings;
import java.io.PrintWriter;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code canary-siem journal show}. */
@Command(
        name = "show",
        header = "Shows all revisions of an incident, with all that is known.",
        description = "The output is JSON in the published form; hostile characters are spelled out.",
        footer = {
            "  canary-siem journal show 0123456789ab",
            "  canary-siem journal show --json 0123456789ab | jq .incident"
        })
final class JournalShowCommand extends StateCommand {
    @Option(names = "--json", description = "Print JSON, one object a line.")
    private boolean json;

    @Parameters(paramLabel = "ID", description = "The id, or its beginning; with /N that revision only.")
    private String id = "";

    JournalShowCommand(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    void run(JournalView journal, PrintWriter out) throws Exception {
        for (JournalEntry entry : IncidentReference.of(id).entriesIn(journal)) {
            ObjectNode found = IncidentText.json(entry);
            out.println(json ? IncidentText.compact(found) : IncidentText.indented(found));
        }
    }
}
