package io.github.canarysiem.pipeline;

import io.github.canarysiem.internal.Directories;
import io.github.canarysiem.internal.Journal;
import io.github.canarysiem.internal.Rehearsal;
import io.github.canarysiem.internal.StateLock;
import io.github.canarysiem.spi.IncidentSink;
import io.github.canarysiem.spi.IncidentSource;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** Puts a pipeline together. Not thread-safe. The pipeline closes the sources and sinks that it was given. */
public final class PipelineBuilder {
    final Path state;
    final Map<String, IncidentSource> sources = new LinkedHashMap<>();
    final Map<String, IncidentSink> sinks = new LinkedHashMap<>();
    final Map<String, Delivery> deliveries = new LinkedHashMap<>();
    JournalLimits limits = JournalLimits.defaults();
    Clock clock = Clock.systemUTC();
    RandomGenerator random = RandomGenerator.getDefault();
    MeterRegistry meters = new SimpleMeterRegistry();

    PipelineBuilder(Path state) {
        this.state = state;
    }

    /** Adds a source. The name is that of its position in the journal: keep it over restarts. */
    public PipelineBuilder from(String name, IncidentSource source) {
        unique(sources.putIfAbsent(name, source), name);
        return this;
    }

    /** Adds a sink with default delivery. The name is that of its cursor in the journal: keep it over restarts. */
    public PipelineBuilder to(String name, IncidentSink sink) {
        return to(name, sink, Delivery.defaults());
    }

    /** Adds a sink. A sink that the journal does not know yet starts with the next incident. */
    public PipelineBuilder to(String name, IncidentSink sink, Delivery delivery) {
        unique(sinks.putIfAbsent(name, sink), name);
        deliveries.put(name, delivery);
        return this;
    }

    /** Limits of the journal; {@link JournalLimits#defaults()} unless set. */
    public PipelineBuilder limits(JournalLimits limits) {
        this.limits = limits;
        return this;
    }

    /** The clock for time stamps and retention; waits do not depend on it. */
    public PipelineBuilder clock(Clock clock) {
        this.clock = clock;
        return this;
    }

    /** The randomness of back-off. */
    public PipelineBuilder random(RandomGenerator random) {
        this.random = random;
        return this;
    }

    /** Where metrics go, named {@code canary.siem.*}; nowhere unless set. */
    public PipelineBuilder meters(MeterRegistry meters) {
        this.meters = meters;
        return this;
    }

    /**
     * Opens the journal and starts all threads.
     *
     * @throws StateInUseException if another process uses the state directory
     * @throws JournalDamagedException if the journal cannot be trusted
     * @throws IOException if the state directory cannot be written
     */
    public Pipeline start() throws IOException {
        Directories.createPrivate(state);
        StateLock lock = StateLock.take(state)
                .orElseThrow(() -> new StateInUseException(state + " is in use by " + StateLock.holder(state)
                        + "; stop it, or give this one a state directory of its own"));
        Journal journal = null;
        try {
            // Without a source there is no alarm whose delay would count, only the delay of this start.
            if (!sources.isEmpty()) {
                Rehearsal.run(state, sinks.values());
            }
            journal = Journal.open(state, limits);
            return new Pipeline(this, lock, journal);
        } catch (IOException | RuntimeException e) {
            try (StateLock first = lock;
                    Journal second = journal) {
                throw e;
            }
        }
    }

    private static void unique(@Nullable Object former, String name) {
        if (former != null) {
            throw new IllegalArgumentException("two plug-ins are named " + name);
        }
    }
}
