package io.github.canarysiem.source.honeyfile;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.canarysiem.IncidentId;
import io.github.canarysiem.source.honeyfile.atime.FileState;
import io.github.canarysiem.source.honeyfile.detector.Operation;
import io.github.canarysiem.spi.Intake;
import io.github.canarysiem.spi.Note;
import io.github.canarysiem.spi.Position;
import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.jspecify.annotations.Nullable;

/**
 * What is known of each file, kept as notes: 256 of them, each a JSON list of the files whose path falls to it. One more note tells
 * whether a run ended in order. Not thread-safe.
 */
final class FileMemory {
    private static final Logger LOG = LogManager.getLogger(FileMemory.class);
    private static final int NOTES = 256;
    private static final String RUN = IncidentId.of("honeyfile", "run");
    private static final String RUNNING = "running since ";
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Intake intake;
    private final List<Map<Path, Remembered>> shelves = IntStream.range(0, NOTES)
            .<Map<Path, Remembered>>mapToObj(i -> new HashMap<>())
            .toList();
    private final BitSet changed = new BitSet(NOTES);
    private @Nullable String run;

    private FileMemory(Intake intake) {
        this.intake = intake;
    }

    /**
     * What the last run has kept.
     *
     * @throws IOException if the journal cannot be read
     */
    static FileMemory recall(Intake intake) throws IOException {
        FileMemory memory = new FileMemory(intake);
        List<String> ids = new ArrayList<>(
                IntStream.range(0, NOTES).mapToObj(FileMemory::id).toList());
        ids.add(RUN);
        Map<String, String> kept = intake.kept(ids);
        memory.run = kept.get(RUN);
        for (int shelf = 0; shelf < NOTES; shelf++) {
            String content = kept.get(id(shelf));
            if (content != null) {
                memory.read(shelf, content);
            }
        }
        return memory;
    }

    /** When the last run began, if it was killed; null if it ended in order or there was none. */
    @Nullable
    String interruptedRun() {
        return run != null && run.startsWith(RUNNING) ? run.substring(RUNNING.length()) : null;
    }

    /** All that is known. */
    Map<Path, Remembered> all() {
        Map<Path, Remembered> all = new HashMap<>();
        shelves.forEach(all::putAll);
        return all;
    }

    /** What is known of a file; null if nothing is. */
    @Nullable
    Remembered of(Path path) {
        return shelves.get(shelf(path)).get(path);
    }

    /** Takes a new state for all that is known of a file. */
    void put(Path path, Remembered remembered) {
        if (!remembered.equals(shelves.get(shelf(path)).put(path, remembered))) {
            changed.set(shelf(path));
        }
    }

    /** Knows nothing of a file any more. */
    void remove(Path path) {
        if (shelves.get(shelf(path)).remove(path) != null) {
            changed.set(shelf(path));
        }
    }

    /**
     * These operations on a file, up to this moment, are reported; what else its state tells stays to be reported.
     *
     * @param now how the file is
     */
    void explain(Path path, Set<Operation> reported, Instant until, @Nullable FileState now) {
        Remembered known = of(path);
        if (known != null) {
            put(path, known.explained(reported, until, now));
        }
    }

    /** Keeps the changes, and that a run is under way. */
    void keep(Position position, Instant runSince) throws IOException, InterruptedException {
        keep(position, RUNNING + runSince);
    }

    /** Keeps the changes, and that the run has ended in order. */
    void keepAtEnd(Position position, Instant now) throws IOException, InterruptedException {
        keep(position, "ended at " + now);
    }

    private void keep(Position position, String newRun) throws IOException, InterruptedException {
        List<Note> notes = new ArrayList<>();
        for (int shelf = changed.nextSetBit(0); shelf >= 0; shelf = changed.nextSetBit(shelf + 1)) {
            notes.add(new Note(id(shelf), written(shelves.get(shelf))));
        }
        if (!newRun.equals(run)) {
            notes.add(new Note(RUN, newRun));
        }
        if (!notes.isEmpty()) {
            intake.keep(notes, position);
            changed.clear();
            run = newRun;
        }
    }

    private static String written(Map<Path, Remembered> shelf) {
        try {
            return JSON.writeValueAsString(shelf.entrySet().stream()
                    .map(entry -> Remembered.Line.of(entry.getKey(), entry.getValue()))
                    .toList());
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("texts and numbers are always JSON", e);
        }
    }

    private void read(int shelf, String content) {
        try {
            for (Remembered.Line line : Arrays.asList(JSON.readValue(content, Remembered.Line[].class))) {
                shelves.get(shelf).put(Path.of(line.path()), line.read());
            }
        } catch (JsonProcessingException | DateTimeException | InvalidPathException e) {
            LOG.warn(
                    "a note about watched files cannot be read: what happened to these while nobody watched is not told",
                    e);
        }
    }

    private static int shelf(Path path) {
        return Math.floorMod(path.toString().hashCode(), NOTES);
    }

    private static String id(int shelf) {
        return IncidentId.of("honeyfile", "files", Integer.toString(shelf));
    }
}
