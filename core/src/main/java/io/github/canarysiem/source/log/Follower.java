package io.github.canarysiem.source.log;

import io.github.canarysiem.source.log.FollowedFile.Progress;
import io.github.canarysiem.source.log.GzipContent.DamagedException;
import io.github.canarysiem.source.log.RotatedFiles.RotatedFile;
import io.github.canarysiem.source.log.format.Place;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
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
    private static final int REMEMBERED = 8;

    private final Path path;
    private final int maximumLine;
    private final Duration retirement;
    private final Clock clock;
    private final RotatedFiles rotated;
    private final List<FollowedFile> followed = new ArrayList<>();
    private final List<Mark> finished = new ArrayList<>();
    private long nextGeneration = 1;
    private Instant since;
    private boolean replaced;
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
        this.rotated = new RotatedFiles(path, retirement, clock);
        this.since = clock.instant();
    }

    /** Begins for the first time, with what is there or with what comes. */
    void begin(boolean atEnd) throws IOException {
        Optional<OpenedLog> opened = OpenedLog.at(path);
        if (opened.isPresent()) {
            Content content = opened.get().content();
            Mark front = front(opened.get().state());
            follow(content, atEnd ? LastLine.mark(content, front, maximumLine) : front);
            since = opened.get().state().modified();
        }
    }

    /** Goes on where a run before has ended. */
    void resume(LogPosition position) throws IOException {
        nextGeneration = position.nextGeneration();
        since = position.since();
        finished.addAll(position.finished());
        for (Mark mark : position.followed()) {
            Optional<OpenedLog> opened = OpenedLog.at(path);
            if (opened.isPresent() && opened.get().isOf(mark)) {
                follow(opened.get().content(), mark);
            } else {
                if (opened.isPresent()) {
                    opened.get().close();
                }
                relocate(mark);
            }
        }
    }

    /** Finds out which file is the log now; true if it is another one than before. */
    boolean look() throws IOException {
        Optional<FileState> found = FileState.of(path);
        if (found.isEmpty()) {
            missing = missing == null ? clock.instant() : missing;
            return false;
        }
        missing = null;
        FollowedFile current = current();
        if (current == null
                || replaced
                || !current.mark().key().equals(found.get().key())) {
            change();
            return true;
        }
        if (!found.get().modified().equals(since)) {
            current.suspect();
            since = found.get().modified();
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
        for (FollowedFile file : List.copyOf(followed)) {
            Progress progress = progress(file, taker);
            if (progress == Progress.FULL) {
                return true;
            }
            if (file == current()) {
                replaced = progress == Progress.REPLACED;
                return replaced;
            }
            if (progress == Progress.REPLACED || isDone(file, waiting)) {
                if (progress == Progress.DRAINED) {
                    file.finish(taker);
                }
                finish(file);
            }
        }
        return false;
    }

    /** What a restart has to know, when these lines have to be read again. */
    LogPosition position(List<Place> waiting) {
        List<Mark> marks = new ArrayList<>();
        for (FollowedFile file : followed) {
            Mark mark = file.mark();
            marks.add(mark.backTo(waiting.stream()
                    .filter(place -> place.generation() == mark.generation())
                    .mapToLong(Place::offset)
                    .reduce(mark.offset(), Math::min)));
        }
        return new LogPosition(path, nextGeneration, since, marks, List.copyOf(finished));
    }

    @Override
    public void close() throws IOException {
        for (FollowedFile file : followed) {
            file.close();
        }
    }

    /** Another file is the log: those that were it in between, if any, come first. */
    private void change() throws IOException {
        FollowedFile emptied = replaced ? current() : null;
        if (emptied != null) {
            replaced = false;
            followed.remove(emptied);
            emptied.close();
            relocate(emptied.mark());
        }
        List<Mark> known = new ArrayList<>(finished);
        followed.forEach(file -> known.add(file.mark()));
        for (RotatedFile each : rotated.unknown(since, known)) {
            LOG.info("{}: {} was the log for a while", path, each.path());
            follow(each.opened(false), front(each.state()));
        }
        Optional<OpenedLog> opened = OpenedLog.at(path);
        if (opened.isPresent()) {
            follow(opened.get().content(), front(opened.get().state()));
            since = opened.get().state().modified();
        }
    }

    /** Goes on with a file that is not at the path any more: it was renamed, or compressed, or copied before it was emptied. */
    private void relocate(Mark mark) throws IOException {
        Optional<RotatedFile> found = rotated.find(mark);
        if (found.isPresent()) {
            String key = found.get().state().key();
            follow(found.get().opened(!key.equals(mark.key())), mark.as(key));
        } else {
            LOG.warn(
                    "{}: the file that was read up to byte {} was emptied or deleted; anything written to it after"
                            + " that is lost",
                    path,
                    mark.offset());
            remember(mark);
        }
    }

    private Progress progress(FollowedFile file, LineTaker taker) throws IOException {
        try {
            return file.read(taker, clock.instant());
        } catch (DamagedException e) {
            rotated.throwIfUnfinished(e);
            return Progress.REPLACED;
        }
    }

    private boolean isDone(FollowedFile file, List<Place> waiting) {
        boolean awaited = waiting.stream()
                .anyMatch(place -> place.generation() == file.mark().generation());
        boolean quiet = !file.lastGrown().plus(retirement).isAfter(clock.instant());
        return !awaited && (file.isAtItsEnd() || quiet || followed.size() > REMEMBERED);
    }

    private void finish(FollowedFile file) throws IOException {
        followed.remove(file);
        file.close();
        remember(file.mark());
    }

    /** A file of which nothing was read leaves nothing to be known by. */
    private void remember(Mark mark) {
        if (mark.offset() > 0) {
            finished.add(mark);
        }
        while (finished.size() > REMEMBERED) {
            finished.remove(0);
        }
    }

    private Mark front(FileState state) {
        return new Mark(nextGeneration++, 0, false, state.key(), Imprint.NONE);
    }

    private void follow(Content content, Mark mark) {
        followed.add(new FollowedFile(content, mark, maximumLine, clock.instant()));
    }

    private @Nullable FollowedFile current() {
        return followed.isEmpty() ? null : followed.get(followed.size() - 1);
    }
}
