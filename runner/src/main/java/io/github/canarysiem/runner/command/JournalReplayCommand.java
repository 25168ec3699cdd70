package io.github.canarysiem.runner.command;

import io.github.canarysiem.pipeline.JournalView;
import io.github.canarysiem.runner.terminal.Surroundings;
import io.github.canarysiem.runner.terminal.Words;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code canary-siem journal replay}. */
@Command(
        name = "replay",
        header = "Has incidents delivered again.",
        description =
                "Ids and revisions stay as they were, so a SIEM that knows them can tell. If canary-siem is not running, they go out after its next start.",
        footer = {
            "  canary-siem journal replay 0123456789ab",
            "  canary-siem journal replay 0123456789ab/2 --sink agent"
        })
final class JournalReplayCommand extends StateCommand {
    @Option(names = "--sink", paramLabel = "NAME", description = "Deliver to this sink only; to all unless given.")
    private @Nullable String sink;

    @Parameters(arity = "1..*", paramLabel = "ID", description = "Ids or their beginnings; with /N that revision only.")
    private List<String> ids = List.of();

    JournalReplayCommand(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    void run(JournalView journal, PrintWriter out) throws Exception {
        SinkNames.require(sink, journal);
        List<Long> sequences = new ArrayList<>();
        for (String id : ids) {
            IncidentReference.of(id).entriesIn(journal).forEach(entry -> sequences.add(entry.sequence()));
        }
        int replayed = journal.replay(sequences, sink).size();
        out.println(Words.count(replayed, "incident") + " will be delivered again");
    }
}
