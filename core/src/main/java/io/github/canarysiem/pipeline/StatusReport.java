package io.github.canarysiem.pipeline;

import io.github.canarysiem.internal.Cursors;
import io.github.canarysiem.internal.Journal;
import io.github.canarysiem.internal.JournalReader;
import io.github.canarysiem.internal.SinkWorker;
import io.github.canarysiem.internal.SourceWorker;
import io.github.canarysiem.internal.Tally;
import io.github.canarysiem.pipeline.PipelineStatus.JournalStatus;
import io.github.canarysiem.pipeline.PipelineStatus.SinkStatus;
import io.github.canarysiem.pipeline.PipelineStatus.SourceStatus;
import io.github.canarysiem.spi.Health;
import java.io.IOException;
import java.time.Clock;
import java.util.List;

/** Takes the picture of a pipeline. A journal that cannot be read shows in the picture instead of spoiling it. */
final class StatusReport {
    private StatusReport() {}

    static PipelineStatus of(Journal journal, List<SourceWorker> sources, List<SinkWorker> sinks, Clock clock) {
        return new PipelineStatus(
                clock.instant(),
                sources.stream().map(StatusReport::source).toList(),
                sinks.stream().map(sink -> sink(journal, sink)).toList(),
                journal(journal));
    }

    static JournalStatus journal(Journal journal) {
        try {
            long size = journal.size();
            JournalReader.Counts counts = JournalReader.counts(journal);
            return new JournalStatus(
                    health(journal, size),
                    counts.incidents(),
                    counts.deadLetters(),
                    size,
                    journal.limits().maximumSize());
        } catch (IOException e) {
            return new JournalStatus(
                    Health.down(String.valueOf(e.getMessage())),
                    0,
                    0,
                    0,
                    journal.limits().maximumSize());
        }
    }

    private static Health health(Journal journal, long size) {
        String refusal = journal.refusal();
        if (refusal != null) {
            return Health.down(refusal);
        }
        return size < journal.limits().maximumSize()
                ? Health.up("accepts incidents")
                : Health.down("has reached its limit (journal.maximum-size)");
    }

    private static SourceStatus source(SourceWorker worker) {
        Tally tally = worker.tally();
        return new SourceStatus(worker.name(), tally.health(), tally.done.sum(), tally.lastDone());
    }

    private static SinkStatus sink(Journal journal, SinkWorker worker) {
        Tally tally = worker.tally();
        return new SinkStatus(
                worker.name(),
                tally.health(),
                pending(journal, worker.name()),
                tally.done.sum(),
                tally.retried.sum(),
                tally.rejected.sum(),
                tally.lastDone(),
                tally.lastError());
    }

    static long pending(Journal journal, String sink) {
        try {
            return Cursors.pending(journal, sink);
        } catch (IOException e) {
            return -1;
        }
    }

    static boolean isSettled(Journal journal, String sink) {
        try {
            return Cursors.isSettled(journal, sink);
        } catch (IOException e) {
            return false;
        }
    }
}
