package io.github.canarysiem.source.log;

import io.github.canarysiem.source.log.FollowedFile.Progress;
import io.github.canarysiem.source.log.GzipContent.DamagedException;
import io.github.canarysiem.source.log.RotatedFiles.RotatedFile;
import io.github.canarysiem.source.log.format.Place;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
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
    /** File systems keep times less exactly than the clock tells them. */
    private static final Duration COARSE = Duration.ofSeconds(1);

    private final Path path;
    private final int maximumLine;
    private final Duration retirement;
    private final Clock clock;
    private final Generations generations;
    /** When the log was last written of which all was read until then: a file that was not written since holds nothing new. */
    private Instant since;
    /** When the log was last written, as of the last look. */
    private Instant seen = Instant.MIN;
    /** Whether a followed file turned out to hold something else. */
    private boolean replaced;
    /** Whether nothing was read yet of the file that is the log by which it would be known again. */
    private boolean isNew;

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
        this.generations = new Generations(path, maximumLine, retirement, clock);
        this.since = clock.instant().minus(COARSE);
    }

    /** Begins for the first time, with what is there or with what comes. */
    void begin(boolean atEnd) throws IOException {
        Optional<OpenedLog> opened = OpenedLog.at(path);
        if (opened.isPresent()) {
            Content content = opened.get().content();
            Mark front = generations.front(opened.get().state());
            generations.follow(content, atEnd ? LastLine.mark(content, front, maximumLine) : front);
            since = opened.get().state().modified();
        }
    }

    /** Goes on where a run before has ended. */
    void resume(LogPosition position) throws IOException {
        since = position.since();
        generations.remember(position);
        List<Mark> marks = position.followed();
        for (int i = 0; i < marks.size(); i++) {
            Mark mark = marks.get(i);
            Optional<OpenedLog> opened = OpenedLog.at(path);
            if (opened.isPresent() && opened.get().isOf(mark)) {
                generations.follow(opened.get().content(), mark);
            } else {
                if (opened.isPresent()) {
                    opened.get().close();
                }
                generations.relocate(mark, i == marks.size() - 1, since);
            }
        }
        FollowedFile current = generations.current();
        isNew = current != null && current.mark().offset() == 0;
    }

    /** Finds out which file is the log now; true if it is another one than before. */
    boolean look() throws IOException {
        Optional<FileState> found = FileState.of(path);
        if (found.isEmpty()) {
            missing = missing == null ? clock.instant() : missing;
            return false;
        }
        missing = null;
        FollowedFile current = generations.current();
        if (current == null
                || replaced
                || !current.mark().key().equals(found.get().key())) {
            return change();
        }
        boolean written = !found.get().modified().equals(seen);
        if (isNew && (written || current.mark().offset() > 0)) {
            // It may have been emptied before anything was read of it; a copy of that would lie beside it.
            isNew = !change() || current.mark().offset() == 0;
        }
        if (written) {
            current.suspect();
            seen = found.get().modified();
        }
        return false;
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
        for (FollowedFile file : generations.followed()) {
            boolean isKnown = !isNew && file.mark().offset() > 0;
            Progress progress = progress(file, taker);
            if (progress == Progress.FULL) {
                return true;
            }
            if (progress == Progress.REPLACED) {
                replaced = true;
                return true;
            }
            boolean isCurrent = file == generations.current();
            if (isCurrent && isKnown && seen.isAfter(since)) {
                since = seen;
            }
            if (!isCurrent && (progress == Progress.DAMAGED || isDone(file, waiting))) {
                if (progress == Progress.DRAINED) {
                    file.finish(taker);
                }
                generations.finish(file);
            }
        }
        return false;
    }

    /** What a restart has to know, when these lines have to be read again. */
    LogPosition position(List<Place> waiting) {
        return generations.position(waiting, since);
    }

    @Override
    public void close() throws IOException {
        generations.close();
    }

    /**
     * Another file is the log, or the same one was emptied: those that were it in between, if any, come first. It is opened before the
     * others are looked for: should it be put aside meanwhile, it is followed all the same, and the next look finds its successor.
     *
     * @return false if names or contents change right now, and it has to be looked at again
     */
    private boolean change() throws IOException {
        Optional<OpenedLog> opened = OpenedLog.at(path);
        Optional<String> key = opened.map(log -> log.state().key());
        boolean followed = false;
        try {
            generations.relocateEmptied(since);
            List<RotatedFile> unread = generations.unread(since, key);
            if (!generations.emptied().isEmpty()) {
                return false;
            }
            for (RotatedFile each : unread) {
                generations.followUnread(each);
            }
            replaced = false;
            if (opened.isPresent() && !generations.isFollowed(key.orElse(""))) {
                followed = true;
                generations.follow(
                        opened.get().content(), generations.front(opened.get().state()));
                seen = opened.get().state().modified();
                isNew = true;
            }
            return true;
        } catch (NoSuchFileException e) {
            LOG.debug("{}: names change right now", path, e);
            return false;
        } finally {
            if (opened.isPresent() && !followed) {
                opened.get().close();
            }
        }
    }

    private Progress progress(FollowedFile file, LineTaker taker) throws IOException {
        try {
            return file.read(taker, clock.instant());
        } catch (DamagedException e) {
            generations.throwIfUnfinished(e);
            return Progress.DAMAGED;
        }
    }

    private boolean isDone(FollowedFile file, List<Place> waiting) {
        boolean awaited = waiting.stream()
                .anyMatch(place -> place.generation() == file.mark().generation());
        boolean quiet = !file.lastGrown().plus(retirement).isAfter(clock.instant());
        return !awaited && (file.isAtItsEnd() || quiet || generations.isCrowded());
    }
}
