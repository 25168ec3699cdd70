package io.github.canarysiem.pipeline;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;

/**
 * Carries incidents from sources through the journal to sinks until it is closed. Thread-safe.
 *
 * <pre>{@code
 * try (Pipeline pipeline = Pipeline.spoolingTo(directory).from("tokens", redis).to("agent", file).start()) { ... }
 * }</pre>
 */
public final class Pipeline implements AutoCloseable {
    Pipeline(PipelineBuilder builder) throws IOException {}

    /**
     * Begins a pipeline with its journal in this directory, which is made if it is missing.
     */
    public static PipelineBuilder spoolingTo(Path state) {
        return new PipelineBuilder(state);
    }

    /** How everything is now. */
    public PipelineStatus status() {
        return new PipelineStatus(
                java.time.Instant.EPOCH,
                java.util.List.of(),
                java.util.List.of(),
                new PipelineStatus.JournalStatus(io.github.canarysiem.spi.Health.up(""), 0, 0, 0, 0));
    }

    /** Waits until every sink has settled everything that is in the journal now; false when the time was too short. */
    public boolean awaitSettled(Duration most) throws InterruptedException {
        return false;
    }

    /** Stops sources, gives sinks a few seconds to settle what is there, then closes all. What is left goes out after the next start. */
    @Override
    public void close() {}
}
