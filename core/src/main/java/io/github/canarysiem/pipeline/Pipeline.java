package io.github.canarysiem.pipeline;

import io.github.canarysiem.internal.Cursors;
import io.github.canarysiem.internal.Inbox;
import io.github.canarysiem.internal.Journal;
import io.github.canarysiem.internal.Maintenance;
import io.github.canarysiem.internal.Retention;
import io.github.canarysiem.internal.SinkWorker;
import io.github.canarysiem.internal.SourceWorker;
import io.github.canarysiem.internal.StateLock;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;

/**
 * Carries incidents from sources through the journal to sinks until it is closed. Thread-safe.
 *
 * <pre>{@code
 * try (Pipeline pipeline = Pipeline.spoolingTo(directory).from("tokens", redis).to("agent", file).start()) { ... }
 * }</pre>
 */
public final class Pipeline implements AutoCloseable {
    private static final Logger LOG = LogManager.getLogger(Pipeline.class);
    private static final Duration STOP = Duration.ofSeconds(5);
    private static final long LOOK_MILLISECONDS = 5;

    private final StateLock lock;
    private final Journal journal;
    private final Clock clock;
    private final List<AutoCloseable> plugIns = new ArrayList<>();
    private final List<SourceWorker> sources = new ArrayList<>();
    private final List<SinkWorker> sinks = new ArrayList<>();
    private final List<Thread> sourceThreads = new ArrayList<>();
    private final List<Thread> sinkThreads = new ArrayList<>();
    private final Thread maintenance;
    private boolean closed;

    Pipeline(PipelineBuilder builder, StateLock lock, Journal journal) throws IOException {
        this.lock = lock;
        this.journal = journal;
        this.clock = builder.clock;
        Retention retention = new Retention(journal, clock);
        Inbox inbox = new Inbox(journal, retention, clock);
        Cursors.retire(journal, builder.sinks.keySet());
        builder.sources.forEach((name, source) -> {
            SourceWorker worker = new SourceWorker(name, source, inbox, clock, builder.random);
            sources.add(worker);
            sourceThreads.add(new Thread(worker, "source-" + name));
            plugIns.add(source);
        });
        builder.sinks.forEach((name, sink) -> {
            SinkWorker worker = new SinkWorker(
                    name,
                    sink,
                    builder.deliveries.getOrDefault(name, Delivery.defaults()),
                    journal,
                    clock,
                    builder.random,
                    Meters.delay(builder.meters, name));
            sinks.add(worker);
            sinkThreads.add(new Thread(worker, "sink-" + name));
            plugIns.add(sink);
        });
        maintenance = new Thread(new Maintenance(journal, retention), "journal-maintenance");
        maintenance.setDaemon(true);
        Meters.bind(builder.meters, this, sources, sinks);
        maintenance.start();
        sinkThreads.forEach(Thread::start);
        sourceThreads.forEach(Thread::start);
    }

    /** Begins a pipeline with its journal in this directory, which is made, for its owner's eyes alone, if it is missing. */
    public static PipelineBuilder spoolingTo(Path state) {
        return new PipelineBuilder(state);
    }

    /** How everything is now. */
    public PipelineStatus status() {
        return StatusReport.of(journal, sources, sinks, clock);
    }

    /** Waits until every sink has settled everything that is in the journal; false when the time was too short. */
    public boolean awaitSettled(Duration most) throws InterruptedException {
        long deadline = System.nanoTime() + most.toNanos();
        while (System.nanoTime() - deadline < 0) {
            if (sinks.stream().allMatch(sink -> StatusReport.isSettled(journal, sink.name()))) {
                return true;
            }
            Thread.sleep(LOOK_MILLISECONDS);
        }
        return false;
    }

    /** Stops sources, gives sinks a few seconds to settle what is there, then closes all. What is left goes out after the next start. */
    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        sourceThreads.forEach(Thread::interrupt);
        join(sourceThreads);
        sinks.forEach(SinkWorker::drain);
        join(sinkThreads);
        maintenance.interrupt();
        sinkThreads.forEach(Thread::interrupt);
        join(List.of(maintenance));
        join(sinkThreads);
        plugIns.add(journal);
        plugIns.add(lock);
        plugIns.forEach(Pipeline::closeQuietly);
    }

    double journalSize() {
        return StatusReport.journal(journal).size();
    }

    double deadLetters() {
        return StatusReport.journal(journal).deadLetters();
    }

    double pending(String sink) {
        return StatusReport.pending(journal, sink);
    }

    private static void join(List<Thread> threads) {
        long deadline = System.nanoTime() + STOP.toNanos();
        try {
            for (Thread thread : threads) {
                thread.join(Math.max(1, (deadline - System.nanoTime()) / 1_000_000));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void closeQuietly(AutoCloseable closeable) {
        try {
            closeable.close();
        } catch (Exception e) {
            LOG.warn("closing {} failed: {}", closeable.getClass().getSimpleName(), e.getMessage());
        }
    }
}
