package io.github.canarysiem.runner.command;

import io.github.canarysiem.pipeline.PipelineStatus;
import io.github.canarysiem.pipeline.PipelineStatus.JournalStatus;
import io.github.canarysiem.pipeline.PipelineStatus.SinkStatus;
import io.github.canarysiem.pipeline.PipelineStatus.SourceStatus;
import io.github.canarysiem.runner.terminal.Surroundings;
import io.github.canarysiem.runner.terminal.Table;
import io.github.canarysiem.runner.terminal.Table.Column;
import io.github.canarysiem.runner.terminal.Words;
import java.io.PrintWriter;
import java.time.Instant;
import java.util.Objects;

/** A status as tables. */
final class StatusTables {
    private static final int NAME = 24;
    private static final int SHORT = 12;
    private static final int LONG = 72;

    private final Surroundings surroundings;

    StatusTables(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    void print(PipelineStatus status) {
        PrintWriter out = surroundings.out();
        Instant now = surroundings.clock().instant();
        if (!status.sources().isEmpty()) {
            out.println();
            sources(status, now).print(out);
        }
        if (!status.sinks().isEmpty()) {
            out.println();
            sinks(status, now).print(out);
        }
        JournalStatus journal = status.journal();
        out.println();
        out.println("Journal: " + journal.health().state().code() + ", "
                + Table.cut(journal.health().detail(), LONG) + "; " + Words.count(journal.incidents(), "incident")
                + ", "
                + Words.count(journal.deadLetters(), "dead letter") + ", " + Words.size(journal.size()) + " of "
                + Words.size(journal.maximumSize()));
    }

    private static Table sources(PipelineStatus status, Instant now) {
        Table table = new Table(
                new Column("SOURCE", NAME),
                new Column("STATE", SHORT),
                new Column("ACCEPTED", SHORT),
                new Column("LAST", SHORT),
                new Column("DETAIL", LONG));
        for (SourceStatus source : status.sources()) {
            table.add(
                    source.name(),
                    source.health().state().code(),
                    Long.toString(source.accepted()),
                    Words.ago(source.lastAccepted(), now),
                    source.health().detail());
        }
        return table;
    }

    private static Table sinks(PipelineStatus status, Instant now) {
        Table table = new Table(
                new Column("SINK", NAME),
                new Column("STATE", SHORT),
                new Column("PENDING", SHORT),
                new Column("DELIVERED", SHORT),
                new Column("RETRIED", SHORT),
                new Column("REJECTED", SHORT),
                new Column("LAST DELIVERY", SHORT),
                new Column("LAST ERROR", LONG));
        for (SinkStatus sink : status.sinks()) {
            table.add(
                    sink.name(),
                    sink.health().state().code(),
                    Long.toString(sink.pending()),
                    Long.toString(sink.delivered()),
                    Long.toString(sink.retried()),
                    Long.toString(sink.rejected()),
                    Words.ago(sink.lastDelivery(), now),
                    Objects.requireNonNullElse(sink.lastError(), "-"));
        }
        return table;
    }
}
