package io.github.canarysiem.source.log;

import io.github.canarysiem.source.log.FollowedFile.Progress;
import io.github.canarysiem.source.log.GzipContent.DamagedException;
import io.github.canarysiem.source.log.format.Place;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Follows a log over its rotations. The file at the path is the last of those that are followed; the ones before it were put aside and
 * are read until nobody writes to them any more. Not thread-safe.
 */
final class Follower implements Closeable {
    private static final Logger LOG = LogManager.getLogger(Follower.class);
    private static final int MOST_ATTEMPTS = 20;
    private static final int MOST_PASSED = 16;

    private final Path path;
    private final int maximumLine;
    private final Duration retirement;
    private final Clock clock;
    private final LogFolder folder;
    private final Generations generations;
    private final Reckoning reckoning;
    /** When the log was last written of which all was read until then, as do all files before: older ones hold nothing new. */
    private Instant since;
    /** The log as of the last look. */
    private Optional<FileState> seen = Optional.empty();
    /** Whether it has to be found out which files there are, although nothing seems to have changed. */
    private boolean unsettled = true;
    /** Whether names have not changed for a while: whatever was half done when they did is there. */
    private boolean quiet;

    private @Nullable Instant missing;

    /**
     * A follower of nothing yet.
     *
     * @param retirement how long a file that was put aside must be quiet until nobody is expected to write to it
     */
    Follower(Path path, int maximumLine, Duration retirement, Clock clock) {
        this.path = path;
        this.maximumLine = maximumLine;
        this.retirement = retirement;
        this.clock = clock;
        this.folder = new LogFolder(path, clock);
        this.generations = new Generations(maximumLine, clock);
        this.reckoning = new Reckoning(path, generations, retirement, clock);
        this.since = coarse(clock.instant());
    }

    /** Begins for the first time, with what is there or with what comes. */
    void begin(boolean atEnd) throws IOException {
        settled(files -> {
            for (KnownFile each : generations.known()) {
                generations.release(each);
            }
            for (int i = files.size() - 1; i >= 0; i--) {
                LogFile file = files.get(i);
                if (file.isLog()) {
                    Content content = file.opened();
                    Mark front = generations.front(file, i);
                    Mark mark = atEnd ? LastLine.mark(content, front, maximumLine) : front;
                    generations.follow(file, i, content, mark, false);
                    since = coarse(file.state().modified());
                } else {
                    passOlder(file, i, i - files.size());
                }
            }
        });
    }

    /** Goes on where a run before has ended. */
    void resume(LogPosition position) {
        since = position.since();
        generations.remember(position);
    }

    /** Finds out which files there are; true if they are others than before. */
    boolean look() throws IOException {
        Optional<FileState> found = FileState.of(path);
        missing = found.isPresent() ? null : missing == null ? clock.instant() : missing;
        boolean same = found.map(FileState::key).equals(seen.map(FileState::key));
        seen = found;
        quiet = same && !unsettled && !folder.mayHaveChanged();
        if (quiet) {
            return false;
        }
        settled(files -> reckoning.account(files, coarse(since)));
        unsettled = false;
        return true;
    }

    /** Since when there is no file at the path; empty while there is one. */
    Optional<Instant> missing() {
        return Optional.ofNullable(missing);
    }

    /**
     * Reads what is new.
     *
     * @param waiting lines that were read and are not settled
     * @return whether there may be more to read at once
     */
    boolean read(LineTaker taker, List<Place> waiting) throws IOException {
        for (KnownFile file : generations.followed()) {
            Progress progress = progress(file.file(), taker);
            if (progress == Progress.FULL) {
                return true;
            }
            if (progress == Progress.REPLACED) {
                unsettled = true;
                return true;
            }
            if (file != generations.current() && isDone(file, progress, waiting)) {
                if (progress == Progress.DRAINED) {
                    file.file().finish(taker);
                }
                generations.finish(file);
            }
        }
        if (quiet) {
            seen.map(state -> coarse(state.modified())).filter(since::isBefore).ifPresent(time -> since = time);
        }
        return false;
    }

    /** What a restart has to know, when these lines have to be read again. */
    LogPosition position(List<Place> waiting) {
        return generations.position(path, waiting, since);
    }

    @Override
    public void close() throws IOException {
        generations.close();
    }

    /** Takes note of a file that was put aside before the beginning, so that what is written to it late is told from what was there. */
    private void passOlder(LogFile file, int place, long generation) throws IOException {
        boolean isWritten = !file.compressed() && -generation <= MOST_PASSED;
        if ((isWritten || !file.state().modified().isBefore(since)) && Files.isReadable(file.path())) {
            try {
                pass(file, place, new Mark(generation, false, 0, false, file.key(), Imprint.NONE), file.opened());
            } catch (DamagedException e) {
                LOG.debug("{}: was there before, and is passed over", file.path(), e);
            }
        }
    }

    private void pass(LogFile file, int place, Mark front, Content content) throws IOException {
        try {
            generations.pass(file, place, content, front.atEnd(content), false);
        } catch (DamagedException e) {
            content.close();
            throw e;
        }
    }

    /** Does something with the files that lie there, again if names are given on meanwhile. */
    private void settled(Step step) throws IOException {
        for (int attempt = 0; attempt < MOST_ATTEMPTS; attempt++) {
            try {
                step.with(folder.files());
                return;
            } catch (NoSuchFileException e) {
                LOG.debug("{}: names change right now", path, e);
            }
        }
        throw folder.renamedAllTheTime();
    }

    /** What is done with the files that lie there. */
    @FunctionalInterface
    private interface Step {
        void with(List<LogFile> files) throws IOException;
    }

    private Progress progress(FollowedFile file, LineTaker taker) throws IOException {
        try {
            return file.read(taker, clock.instant());
        } catch (DamagedException e) {
            reckoning.throwIfUnfinished(e);
            return Progress.DAMAGED;
        }
    }

    private boolean isDone(KnownFile file, Progress progress, List<Place> waiting) {
        boolean awaited = waiting.stream()
                .anyMatch(place -> place.generation() == file.mark().generation());
        boolean expected = !file.isDone(retirement, clock.instant()) && !generations.isCrowded();
        return progress == Progress.DAMAGED || !(awaited || expected);
    }

    /** Not every file system, and no tool that sets the time of a compressed file, keeps it more exactly. */
    private static Instant coarse(Instant time) {
        return time.truncatedTo(ChronoUnit.SECONDS);
    }
}
