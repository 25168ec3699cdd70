package io.github.canarysiem.runner.command;

import io.github.canarysiem.pipeline.JournalEntry;
import io.github.canarysiem.pipeline.JournalView;
import io.github.canarysiem.runner.terminal.ExitCode;
import io.github.canarysiem.runner.terminal.Surroundings;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
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
final class JournalShowCommand implements Callable<Integer> {
    private final Surroundings surroundings;

    @Mixin
    private final StateOption state = new StateOption();

    @Option(names = "--json", description = "Print JSON, one object a line.")
    private boolean json;

    @Parameters(paramLabel = "ID", description = "The id, or its beginning; with /N that revision only.")
    private String id = "";

    JournalShowCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() throws Exception {
        try (JournalView journal = state.journal(surroundings)) {
            List<JournalEntry> entries = IncidentReference.of(id).entriesIn(journal);
            if (entries.isEmpty()) {
                throw IncidentReference.unknown();
            }
            for (JournalEntry entry : entries) {
                surroundings
                        .out()
                        .println(
                                json
                                        ? IncidentText.compact(IncidentText.json(entry))
                                        : IncidentText.indented(IncidentText.json(entry)));
            }
        }
        return ExitCode.OK;
    }
}
