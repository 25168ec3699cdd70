package io.github.canarysiem.source.honeyfile;

import io.github.canarysiem.source.honeyfile.atime.FileState;
import io.github.canarysiem.source.honeyfile.detector.Attribution;
import io.github.canarysiem.source.honeyfile.detector.Observation;
import io.github.canarysiem.source.honeyfile.detector.Operation;
import io.github.canarysiem.spi.Health;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.jspecify.annotations.Nullable;

/**
 * The files of one run: which there are, what was known of them, who watches them, and what comes and goes. One thread uses it.
 */
final class Roster implements AutoCloseable {
    private static final Logger LOG = LogManager.getLogger(Roster.class);
    private static final Duration LONGEST_TEST = Duration.ofSeconds(15);
    private static final Duration ECHO = Duration.ofMillis(500);
    private static final Duration LONGEST_REARMING = Duration.ofMillis(500);

    private final WatchSet watchSet;
    private final FileMemory memory;
    private final Outgoing outgoing;
    private final FileIncidents incidents;
    private final Clock clock;
    private final Map<Path, Path> names = new HashMap<>();
    private final Map<Path, Remembered> baselines = new HashMap<>();
    private final Map<Path, Instant> touched = new HashMap<>();
    private final Set<Path> vanished = new HashSet<>();
    private Finds finds;
    private @Nullable CompletableFuture<Finds> search;
    private @Nullable Watching watching;
    private @Nullable Verdict verdict;
    private boolean uneasy;
    private boolean closed;

    Roster(WatchSet watchSet, FileMemory memory, Outgoing outgoing, FileIncidents incidents, Clock clock) {
        this.watchSet = watchSet;
        this.memory = memory;
        this.outgoing = outgoing;
        this.incidents = incidents;
        this.clock = clock;
        this.finds = watchSet.find();
    }

    /** Reports folders that have gone since the last look, in this run or an earlier one. */
    void look() {
        for (Path folder : finds.gone()) {
            boolean known = memory.of(folder) != null;
            if (!known
                    && memory.all().values().stream()
                            .anyMatch(file -> file.named().startsWith(folder))) {
                outgoing.add(incidents.gone(folder, clock.instant()));
                // The entry of a folder stands for "its absence is reported".
                memory.put(folder, new Remembered(folder, null, clock.instant()));
            }
        }
        for (Path folder : watchSet.bases()) {
            if (!finds.gone().contains(folder) && Files.isDirectory(folder)) {
                memory.remove(folder);
            }
        }
    }

    /**
     * Refuses to go on if there is no place at which a file could appear.
     *
     * @throws IOException naming the places
     */
    void refuseIfHopeless() throws IOException {
        if (finds.hopeless()) {
            throw new IOException(Complaint.hopeless(finds));
        }
    }

    /**
     * Begins to watch, and reports what happened while nobody did.
     *
     * @param reported is run when that is ready to be sent, before the self-test reads the files
     */
    void begin(Watching begun, @Nullable SelfTest test, Watching.Step reported)
            throws IOException, InterruptedException {
        names.putAll(finds.files());
        watching = begun;
        boolean[] told = {false};
        try {
            begun.begin(names.keySet(), test, () -> {
                reportAbsences();
                reported.run();
                told[0] = true;
                if (test != null) {
                    // Whoever is killed while his own child reads must not take that for a stranger's doing.
                    settleAll(clock.instant().plus(LONGEST_TEST));
                    reported.run();
                }
            });
        } finally {
            if (told[0]) {
                settleAll(clock.instant());
            }
        }
        verdict = begun.verdict();
    }

    /** How the files are now is how they are known, once what was reported of them is accepted. */
    private void settleAll(Instant explained) {
        Set<Path> unsettled = outgoing.unsettled();
        for (Path file : names.keySet()) {
            state(file)
                    .map(state -> new Remembered(named(file), state.orElse(null), explained))
                    .ifPresent(now -> {
                        if (unsettled.contains(file)) {
                            baselines.put(file, now);
                        } else {
                            memory.put(file, now);
                        }
                    });
        }
    }

    /** What was reported of a file is accepted: how it was when the watching began is how it is known, at least. */
    void settled(Path file) {
        Remembered baseline = baselines.remove(file);
        if (baseline != null) {
            memory.put(file, baseline);
        }
    }

    /** Begins to look for files that have come or gone. */
    void scan() {
        uneasy = false;
        if (search == null) {
            search = CompletableFuture.supplyAsync(watchSet::find);
        }
    }

    /** Takes over what was found, if the search is over. */
    void takeScan() {
        CompletableFuture<Finds> over = search;
        if (over != null && over.isDone()) {
            search = null;
            finds = over.join();
            look();
            takeNew();
            takeVanished();
        }
    }

    /** Something happened that asks for a look at once. */
    boolean isUneasy() {
        return uneasy;
    }

    /** Whether this is a deletion that only means that its whole folder is gone, which is reported once. */
    boolean isInFolderThatIsGone(Observation observation) {
        boolean away = observation.operation() == Operation.DELETE || observation.operation() == Operation.RENAME;
        if (away && watchSet.isGoneWithItsFolder(named(observation.path()))) {
            uneasy = true;
            return true;
        }
        return false;
    }

    /** Under which name a file is configured. */
    Path named(Path file) {
        return names.getOrDefault(file, file);
    }

    /** How many files are watched. */
    int size() {
        return names.size() - finds.missing().size();
    }

    /** How the watching is. */
    Health health() {
        Verdict known = Objects.requireNonNull(verdict);
        Optional<String> complaint = Complaint.of(finds);
        if (known.isBlind()) {
            return Health.down(detail());
        }
        return complaint.isPresent() || !known.blind().isEmpty() ? Health.degraded(detail()) : Health.up(detail());
    }

    /** All about it in one line. */
    String detail() {
        List<String> parts = new ArrayList<>();
        parts.add("Watches " + size() + " files");
        parts.add(Objects.requireNonNull(verdict).sentence());
        Complaint.of(finds).ifPresent(parts::add);
        return String.join("; ", parts);
    }

    /**
     * Sees to it that a read while nobody watches will show. A detector that cannot tell our own opening apart would report it:
     * with one of these, only at the end.
     */
    void rearm() {
        boolean told = verdict != null
                && !closed
                && verdict.covers().stream().anyMatch(cover -> cover.attribution() == Attribution.NONE);
        Instant end = clock.instant().plus(LONGEST_REARMING);
        for (Path file : told ? Set.<Path>of() : names.keySet()) {
            try {
                Optional<FileState> state = FileState.of(file);
                if (state.isPresent() && !state.get().isArmed()) {
                    touched.put(file, clock.instant());
                    state.get().arm(file);
                }
            } catch (IOException e) {
                LOG.debug("a file cannot be armed", e);
            }
            if (clock.instant().isAfter(end)) {
                return;
            }
        }
    }

    /** Whether this is the change of attributes that our own rearming makes. */
    boolean isOurs(Observation observation) {
        Instant ours = touched.get(observation.path());
        return ours != null
                && observation.operation() == Operation.ATTRIBUTES
                && observation.actor().attribution() == Attribution.NONE
                && !observation.at().isBefore(ours)
                && observation.at().isBefore(ours.plus(ECHO));
    }

    @Override
    public void close() {
        closed = true;
        if (watching != null) {
            watching.close();
        }
    }

    private void reportAbsences() {
        Set<Path> unsettled = outgoing.unsettled();
        Instant now = clock.instant();
        memory.all().forEach((file, known) -> {
            boolean there = names.containsKey(file) || watchSet.covers(known.named());
            if (there && !unsettled.contains(file) && !watchSet.isGoneWithItsFolder(known.named())) {
                state(file)
                        .flatMap(state -> Absence.of(known, state.orElse(null)))
                        .ifPresent(absence -> outgoing.add(incidents.of(absence, file, known.named(), now)));
            }
        });
    }

    private void takeNew() {
        List<Path> added = new ArrayList<>();
        finds.files().forEach((file, named) -> {
            if (!names.containsKey(file)) {
                names.put(file, named);
                added.add(file);
            }
        });
        if (!added.isEmpty()) {
            Objects.requireNonNull(watching).add(added);
            added.forEach(this::note);
            verdict = watching.verdict();
        }
    }

    /** Those that two searches have not found; one more time to tell is the detectors'. */
    private void takeVanished() {
        Set<Path> away = new HashSet<>(names.keySet());
        away.removeAll(finds.files().keySet());
        Set<Path> forgotten = new HashSet<>(away);
        forgotten.retainAll(vanished);
        vanished.clear();
        vanished.addAll(away);
        if (forgotten.isEmpty()) {
            return;
        }
        Set<Path> unsettled = outgoing.unsettled();
        for (Path file : forgotten) {
            Remembered known = memory.of(file);
            if (known != null
                    && known.state() != null
                    && !unsettled.contains(file)
                    && !watchSet.isGoneWithItsFolder(known.named())) {
                state(file)
                        .flatMap(state -> Absence.of(known, state.orElse(null)))
                        .ifPresent(
                                absence -> outgoing.add(incidents.of(absence, file, known.named(), clock.instant())));
            }
        }
        names.keySet().removeAll(forgotten);
        vanished.removeAll(forgotten);
        Objects.requireNonNull(watching).forget(forgotten);
        verdict = watching.verdict();
    }

    /** How it is now is how it is known. */
    private void note(Path file) {
        state(file)
                .ifPresent(state -> memory.put(file, new Remembered(named(file), state.orElse(null), clock.instant())));
    }

    /** The state of a file, empty inside if there is none; empty if nobody lets us look. */
    private static Optional<Optional<FileState>> state(Path file) {
        try {
            return Optional.of(FileState.of(file));
        } catch (IOException e) {
            LOG.debug("cannot look at a file", e);
            return Optional.empty();
        }
    }
}
