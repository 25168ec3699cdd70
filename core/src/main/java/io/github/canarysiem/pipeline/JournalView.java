package io.github.canarysiem.pipeline;

import io.github.canarysiem.Host;
import io.github.canarysiem.Incident;
import io.github.canarysiem.chain.ChainDigest;
import io.github.canarysiem.chain.ChainVerdict;
import io.github.canarysiem.chain.ChainVerifier;
import io.github.canarysiem.internal.DeadLetterBox;
import io.github.canarysiem.internal.Inbox;
import io.github.canarysiem.internal.Journal;
import io.github.canarysiem.internal.JournalReader;
import io.github.canarysiem.internal.Retention;
import io.github.canarysiem.pipeline.PipelineStatus.SinkStatus;
import io.github.canarysiem.spi.Health;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * An operator's view of the journal in a state directory. Works beside a running pipeline, which notices what was asked for here
 * within a second. Thread-safe.
 *
 * <p>What is replayed or submitted is a new entry of the journal, from the source {@code replay}, {@code dead-letters} or {@code
 * send-test}; ids and revisions stay as they were.
 */
public final class JournalView implements AutoCloseable {
    private final Journal journal;
    private final JournalReader reader;
    private final DeadLetterBox letters;
    private final Inbox inbox;
    private final Clock clock = Clock.systemUTC();

    private JournalView(Journal journal) {
        this.journal = journal;
        this.reader = new JournalReader(journal);
        this.letters = new DeadLetterBox(journal, clock);
        this.inbox = new Inbox(journal, new Retention(journal, clock), clock);
    }

    /**
     * Opens the journal of a state directory.
     *
     * @throws IOException if there is none, or it cannot be read
     */
    public static JournalView open(Path state) throws IOException {
        return new JournalView(Journal.openBeside(state, JournalLimits.defaults()));
    }

    /** The newest entries, newest first. */
    public List<JournalEntry> list(int limit) throws IOException {
        return reader.newest(limit);
    }

    /** All entries of the incidents whose id begins so, oldest first. */
    public List<JournalEntry> show(String idOrPrefix) throws IOException {
        return reader.withId(idOrPrefix);
    }

    /**
     * Has entries delivered again; sequences that the journal does not hold are passed over.
     *
     * @param sequences from {@link JournalEntry#sequence()}
     * @param sink the only sink to deliver to, or null for all
     * @return the sequences of the new entries
     */
    public List<Long> replay(List<Long> sequences, @Nullable String sink) throws IOException {
        List<Long> replayed = new ArrayList<>();
        for (long sequence : sequences) {
            for (JournalEntry entry : reader.at(sequence)) {
                replayed.add(inbox.submit("replay", entry.incident(), sink));
            }
        }
        return replayed;
    }

    /** The newest dead letters, newest first. */
    public List<DeadLetter> deadLetters(int limit) throws IOException {
        return reader.deadLetters(limit);
    }

    /** The dead letter with this number, if any. */
    public @Nullable DeadLetter deadLetter(long number) throws IOException {
        List<DeadLetter> found = reader.deadLetter(number);
        return found.isEmpty() ? null : found.get(0);
    }

    /** Has dead letters delivered again to the sink that refused them, and takes them off the list. Returns how many. */
    public int replayDeadLetters(List<Long> numbers) throws IOException {
        return letters.replay(numbers);
    }

    /** Forgets dead letters for good. Returns how many. */
    public int purgeDeadLetters(List<Long> numbers) throws IOException {
        return letters.purge(numbers);
    }

    /**
     * Stores an incident for delivery, as {@code send-test} does.
     *
     * @param sink the only sink to deliver to, or null for all
     * @return its sequence
     */
    public long submit(Incident incident, @Nullable String sink) throws IOException {
        return inbox.submit("send-test", incident, sink);
    }

    /** Names of the sinks that have not settled this sequence. */
    public List<String> unsettled(long sequence) throws IOException {
        return reader.unsettled(sequence);
    }

    /**
     * Follows the chains of all sources that make one. Chains of several machines that came over the same source are followed
     * apart.
     *
     * @param digest the digest of the source of this name
     * @return what was found, by source and machine such as {@code files on web-1}; empty if there is no chain
     */
    public Map<String, ChainVerdict> verify(Function<String, ChainDigest> digest) throws IOException {
        Map<String, ChainVerifier> verifiers = new TreeMap<>();
        reader.forEachFound((source, incident) -> {
            if (incident.chain() != null) {
                Host host = incident.host();
                String name = host == null || host.name() == null ? source : source + " on " + host.name();
                verifiers
                        .computeIfAbsent(name, key -> new ChainVerifier(digest.apply(source)))
                        .follow(incident);
            }
        });
        Map<String, ChainVerdict> verdicts = new LinkedHashMap<>();
        verifiers.forEach((name, verifier) -> verdicts.put(name, verifier.verdict()));
        return verdicts;
    }

    /** What the journal alone can say: sinks with what is pending; nothing of sources, nothing since a start. */
    public PipelineStatus status() throws IOException {
        List<SinkStatus> sinks = new ArrayList<>();
        reader.backlog()
                .forEach((name, pending) ->
                        sinks.add(new SinkStatus(name, Health.starting("not running"), pending, 0, 0, 0, null, null)));
        return new PipelineStatus(clock.instant(), List.of(), sinks, StatusReport.journal(journal));
    }

    @Override
    public void close() throws IOException {
        journal.close();
    }
}
