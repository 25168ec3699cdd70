package io.github.canarysiem.source.log;

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
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.jspecify.annotations.Nullable;

/**
 * The files that were the log, one after the other: those that are followed, oldest first, and the last ones that are finished. Not
 * thread-safe.
 */
final class Generations implements Closeable {
    private static final Logger LOG = LogManager.getLogger(Generations.class);
    private static final int REMEMBERED = 16;

    private final Path path;
    private final int maximumLine;
    private final Clock clock;
    private final RotatedFiles rotated;
    private final List<FollowedFile> followed = new ArrayList<>();
    private final List<Mark> finished = new ArrayList<>();
    private long next = 1;

    /** None yet; see {@link Follower#Follower}. */
    Generations(Path path, int maximumLine, Duration retirement, Clock clock) {
        this.path = path;
        this.maximumLine = maximumLine;
        this.clock = clock;
        this.rotated = new RotatedFiles(path, retirement, clock);
    }

    /** Takes over what was known when a run ended, but follows nothing. */
    void remember(LogPosition position) {
        next = position.nextGeneration();
        finished.addAll(position.finished());
    }

    /** A file of which nothing was read, as the next generation. */
    Mark front(FileState state) {
        return new Mark(next++, 0, false, state.key(), Imprint.NONE);
    }

    /** Follows a file after all the others. */
    void follow(Content content, Mark mark) {
        followed.add(new FollowedFile(content, mark, maximumLine, clock.instant()));
    }

    /** Those that are followed, oldest first. */
    List<FollowedFile> followed() {
        return List.copyOf(followed);
    }

    /** The last one; null if there is none. */
    @Nullable
    FollowedFile current() {
        return followed.isEmpty() ? null : followed.get(followed.size() - 1);
    }

    /** Whether a file of this key is followed. */
    boolean isFollowed(String key) {
        return keys().contains(key);
    }

    /** Whether more are followed than anybody needs. */
    boolean isCrowded() {
        return followed.size() > REMEMBERED;
    }

    /** Those of which the content has gone. */
    List<FollowedFile> emptied() throws IOException {
        List<FollowedFile> emptied = new ArrayList<>();
        for (FollowedFile file : followed) {
            if (!file.holdsWhatWasRead()) {
                emptied.add(file);
            }
        }
        return emptied;
    }

    /** Follows the copies of those of which the content has gone, and no more them. */
    void relocateEmptied(Instant since) throws IOException {
        for (FollowedFile file : emptied()) {
            relocate(file.mark(), file == current(), since);
            followed.remove(file);
            file.close();
        }
    }

    /** Goes on with a file that is not at the path any more: it was renamed, or compressed, or copied before it was emptied. */
    void relocate(Mark mark, boolean isLast, Instant since) throws IOException {
        Optional<RotatedFile> found = rotated.find(mark, keys());
        if (found.isPresent()) {
            String key = found.get().state().key();
            follow(found.get().opened(!key.equals(mark.key())), mark.as(key));
            return;
        }
        Optional<RotatedFile> copy = rotated.findOlderCopy(mark, since, keys());
        if (copy.isPresent()) {
            try (Content content = copy.get().opened(true)) {
                long size = content.size();
                String key = copy.get().state().key();
                remember(new Mark(mark.generation(), size, false, key, Imprint.of(content, size)));
            }
        } else if (isLast && mark.offset() > 0) {
            LOG.warn(
                    "{}: the file that was read up to byte {} was emptied or deleted; anything written to it after"
                            + " that is lost",
                    path,
                    mark.offset());
        }
        remember(mark);
    }

    /**
     * The rotated files that are not followed and were not read yet.
     *
     * @param current key of the file that is the log
     */
    List<RotatedFile> unread(Instant since, Optional<String> current) throws IOException {
        List<Mark> known = new ArrayList<>(finished);
        for (FollowedFile each : followed) {
            known.add(each.end());
        }
        Set<String> keys = keys();
        current.ifPresent(keys::add);
        List<RotatedFile> unread = new ArrayList<>();
        for (RotatedFile each : rotated.writtenSince(since)) {
            if (!keys.contains(each.state().key())) {
                Optional<Mark> same = rotated.known(each, known);
                if (same.isEmpty() || isFinished(same.get(), each)) {
                    unread.add(each);
                }
            }
        }
        return unread;
    }

    /** Follows a file that was the log for a while, or goes on with one that was finished and has grown since. */
    void followUnread(RotatedFile file) throws IOException {
        try {
            Optional<Mark> before = rotated.known(file, finished)
                    .filter(mark -> mark.key().equals(file.state().key()));
            Content content = file.opened(false);
            before.ifPresent(finished::remove);
            LOG.debug("{}: {} is read, too", path, file.path());
            follow(content, before.orElseGet(() -> front(file.state())));
        } catch (DamagedException e) {
            rotated.throwIfUnfinished(e);
        }
    }

    /** Ends quietly for a file that is damaged for good, and throws what may be well soon. */
    void throwIfUnfinished(DamagedException damage) throws DamagedException {
        rotated.throwIfUnfinished(damage);
    }

    /** Follows a file no more. */
    void finish(FollowedFile file) throws IOException {
        followed.remove(file);
        file.close();
        remember(file.mark());
    }

    /** What a restart has to know, when these lines have to be read again. */
    LogPosition position(List<Place> waiting, Instant since) {
        List<Mark> marks = new ArrayList<>();
        for (FollowedFile file : followed) {
            Mark mark = file.mark();
            marks.add(mark.backTo(waiting.stream()
                    .filter(place -> place.generation() == mark.generation())
                    .mapToLong(Place::offset)
                    .reduce(mark.offset(), Math::min)));
        }
        return new LogPosition(path, next, since, marks, List.copyOf(finished));
    }

    @Override
    public void close() throws IOException {
        for (FollowedFile file : followed) {
            file.close();
        }
    }

    private boolean isFinished(Mark mark, RotatedFile file) {
        return finished.contains(mark)
                && mark.key().equals(file.state().key())
                && file.state().size() > mark.offset();
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

    private Set<String> keys() {
        return followed.stream().map(file -> file.mark().key()).collect(Collectors.toCollection(HashSet::new));
    }
}
