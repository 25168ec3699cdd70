package io.github.canarysiem.runner.command;

import io.github.canarysiem.pipeline.JournalEntry;
import io.github.canarysiem.pipeline.JournalView;
import io.github.canarysiem.runner.terminal.ExitCode;
import io.github.canarysiem.runner.terminal.Surroundings;
import io.github.canarysiem.runner.terminal.Words;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
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
final class JournalReplayCommand implements Callable<Integer> {
    private final Surroundings surroundings;

    @Mixin
    private final StateOption state = new StateOption();

    @Option(names = "--sink", paramLabel = "NAME", description = "Deliver to this sink only; to all unless given.")
    private @Nullable String sink;

    @Parameters(arity = "1..*", paramLabel = "ID", description = "Ids or their beginnings; with /N that revision only.")
    private List<String> ids = List.of();

    JournalReplayCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() throws Exception {
        try (JournalView journal = state.journal(surroundings)) {
            SinkNames.require(sink, journal);
            List<Long> sequences = new ArrayList<>();
            for (String id : ids) {
                List<JournalEntry> entries = IncidentReference.of(id).entriesIn(journal);
                if (entries.isEmpty()) {
                    throw IncidentReference.unknown();
                }
                entries.forEach(entry -> sequences.add(entry.sequence()));
            }
            int replayed = journal.replay(sequences, sink).size();
            surroundings.out().println(Words.count(replayed, "incident") + " will be delivered again");
        }
        return ExitCode.OK;
    }
}
