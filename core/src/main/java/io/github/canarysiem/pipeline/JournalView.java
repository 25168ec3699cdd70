package io.github.canarysiem.pipeline;

import io.github.canarysiem.Incident;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An operator's view of the journal in a state directory. Works beside a running pipeline, which notices what was asked for here
 * within a second. Thread-safe.
 */
public final class JournalView implements AutoCloseable {
    private JournalView() {}

    /**
     * Opens the journal of a state directory.
     *
     * @throws IOException if there is none, or it cannot be read
     */
    public static JournalView open(Path state) throws IOException {
        return new JournalView();
    }

    /** The newest entries, newest first. */
    public List<JournalEntry> list(int limit) throws IOException {
        return List.of();
    }

    /** All revisions of an incident, oldest first; empty if the journal does not hold it. A prefix of an id will do if it is unique. */
    public List<JournalEntry> show(String idOrPrefix) throws IOException {
        return List.of();
    }

    /**
     * Has entries delivered again.
     *
     * @param sequences from {@link JournalEntry#sequence()}
     * @param sink the only sink to deliver to, or null for all
     * @return how many deliveries were asked for
     */
    public int replay(List<Long> sequences, @Nullable String sink) throws IOException {
        return 0;
    }

    /** The newest dead letters, newest first. */
    public List<DeadLetter> deadLetters(int limit) throws IOException {
        return List.of();
    }

    /** The dead letter with this number, if any. */
    public @Nullable DeadLetter deadLetter(long number) throws IOException {
        return null;
    }

    /** Has dead letters delivered again and takes them off the list. */
    public int replayDeadLetters(List<Long> numbers) throws IOException {
        return 0;
    }

    /** Forgets dead letters for good. */
    public int purgeDeadLetters(List<Long> numbers) throws IOException {
        return 0;
    }

    /**
     * Stores an incident for delivery, as {@code send-test} does.
     *
     * @param sink the only sink to deliver to, or null for all
     * @return its sequence
     */
    public long submit(Incident incident, @Nullable String sink) throws IOException {
        return 0;
    }

    /** Names of the sinks that have not settled this sequence. */
    public List<String> unsettled(long sequence) throws IOException {
        return List.of();
    }

    /** What can be said without a running pipeline: health is unknown, counts are those of the journal. */
    public PipelineStatus status() throws IOException {
        return new PipelineStatus(
                java.time.Instant.EPOCH,
                List.of(),
                List.of(),
                new PipelineStatus.JournalStatus(io.github.canarysiem.spi.Health.up(""), 0, 0, 0, 0));
    }

    @Override
    public void close() throws IOException {}
}
