package io.github.canarysiem.runner.command;

import io.github.canarysiem.pipeline.JournalView;
import io.github.canarysiem.pipeline.PipelineStatus.SinkStatus;
import io.github.canarysiem.runner.terminal.CommandException;
import io.github.canarysiem.runner.terminal.ExitCode;
import java.io.IOException;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Checks the name of a sink: what is sent to a sink that is not there would wait for ever. */
final class SinkNames {
    private SinkNames() {}

    /** Refuses a name that the journal does not know. */
    static void require(@Nullable String sink, JournalView journal) throws IOException, CommandException {
        List<String> known =
                journal.status().sinks().stream().map(SinkStatus::name).toList();
        require(sink, known);
    }

    /** Refuses a name that is not among the known ones. */
    static void require(@Nullable String sink, Collection<String> known) throws CommandException {
        if (sink != null && !known.contains(sink)) {
            throw new CommandException(ExitCode.USAGE, "--sink names no sink: known are " + String.join(", ", known));
        }
    }
}
