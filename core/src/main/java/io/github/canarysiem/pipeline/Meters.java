package io.github.canarysiem.pipeline;

import io.github.canarysiem.internal.SinkWorker;
import io.github.canarysiem.internal.SourceWorker;
import io.github.canarysiem.spi.Health;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.List;

/** The pipeline's metrics. Labels are names from the configuration, never text from an incident. */
final class Meters {
    private Meters() {}

    /** Time from the journal to a sink's confirmation. */
    static Timer delay(MeterRegistry meters, String sink) {
        return Timer.builder("canary.siem.sink.delay")
                .description("Time from the journal to the sink's confirmation")
                .tag("sink", sink)
                .publishPercentileHistogram()
                .register(meters);
    }

    static void bind(MeterRegistry meters, Pipeline pipeline, List<SourceWorker> sources, List<SinkWorker> sinks) {
        for (SourceWorker source : sources) {
            FunctionCounter.builder(
                            "canary.siem.source.accepted",
                            source,
                            worker -> worker.tally().done.sum())
                    .description("Incidents stored from the source")
                    .tag("source", source.name())
                    .register(meters);
            Gauge.builder(
                            "canary.siem.source.up",
                            source,
                            worker -> up(worker.tally().health()))
                    .description("1 while the source works, 0 while it does not")
                    .tag("source", source.name())
                    .register(meters);
        }
        sinks.forEach(sink -> bind(meters, pipeline, sink));
        Gauge.builder("canary.siem.journal.size", pipeline, Pipeline::journalSize)
                .description("Bytes of the journal on disk")
                .baseUnit("bytes")
                .register(meters);
        Gauge.builder("canary.siem.dead.letters", pipeline, Pipeline::deadLetters)
                .description("Incidents that sinks have refused")
                .register(meters);
    }

    private static void bind(MeterRegistry meters, Pipeline pipeline, SinkWorker sink) {
        FunctionCounter.builder(
                        "canary.siem.sink.delivered",
                        sink,
                        worker -> worker.tally().done.sum())
                .description("Incidents the sink has confirmed")
                .tag("sink", sink.name())
                .register(meters);
        FunctionCounter.builder(
                        "canary.siem.sink.retried",
                        sink,
                        worker -> worker.tally().retried.sum())
                .description("Answers that asked for another attempt")
                .tag("sink", sink.name())
                .register(meters);
        FunctionCounter.builder(
                        "canary.siem.sink.rejected",
                        sink,
                        worker -> worker.tally().rejected.sum())
                .description("Incidents that went to the dead letters")
                .tag("sink", sink.name())
                .register(meters);
        Gauge.builder("canary.siem.sink.pending", pipeline, from -> from.pending(sink.name()))
                .description("Incidents the sink has not settled")
                .tag("sink", sink.name())
                .register(meters);
        Gauge.builder("canary.siem.sink.up", sink, worker -> up(worker.tally().health()))
                .description("1 while the sink works, 0 while it does not")
                .tag("sink", sink.name())
                .register(meters);
    }

    private static double up(Health health) {
        return switch (health.state()) {
            case UP, DEGRADED -> 1;
            case STARTING, DOWN -> 0;
        };
    }
}
