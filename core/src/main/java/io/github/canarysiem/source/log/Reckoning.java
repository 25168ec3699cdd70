package io.github.canarysiem.source.log;

import io.github.canarysiem.source.log.GzipContent.DamagedException;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;

/**
 * Finds out what became of the files that are known, and which others are new.
 *
 * <p>A file that is held open is known by its number, whatever its name and its bytes are. A copy is looked for, by its bytes, of one that
 * is not held, or has lost its name, or was emptied, and of the log, which is emptied after it was copied; and only among files that are
 * not newer, as their names tell, than one that followed on it. Every other file is new if it is newer than all that are known, or was
 * written since all was last read. Not thread-safe.
 */
final class Reckoning {
    private static final Logger LOG = LogManager.getLogger(Reckoning.class);

    private static final int NOWHERE = -1;

    private final Path path;
    private final Generations generations;
    private final Recognition recognition;
    private final Duration settling;
    private final Clock clock;
    /** Keys of files that cannot be read. */
    private final Set<String> unreadable = new HashSet<>();

    /**
     * Reckons for these.
     *
     * @param settling how long an incomplete compressed file must be quiet until nobody is expected to complete it
     */
    Reckoning(Path path, Generations generations, Duration settling, Clock clock) {
        this.path = path;
        this.generations = generations;
        this.recognition = new Recognition(generations);
        this.settling = settling;
        this.clock = clock;
    }

    /**
     * Accounts for all files that lie there.
     *
     * @param files in the order in which they were the log
     * @param since files that were last written before hold nothing new
     * @throws NoSuchFileException if a name was given on or a file emptied meanwhile; it has to be asked again, with what lies there then
     */
    void account(List<LogFile> files, Instant since) throws IOException {
        generations.beginNew();
        unreadable.retainAll(files.stream().map(LogFile::key).toList());
        if (isAnyFoundEmptied(files)) {
            throw new NoSuchFileException(
                    path + ": was emptied after names were looked at; its copy may not be among them");
        }
        generations.numberLog();
        for (int i = 0; i < files.size(); i++) {
            LogFile file = files.get(i);
            if (!file.isBeingMade() && mayBeNew(file, i, since)) {
                int place = i;
                isHeld(file, content -> recognition.take(file, place, content));
            }
        }
        generations.numberLog();
        generations.tellOfCopy();
        settleLost();
        generations.endLook();
        generations.forget(since);
    }

    /** Ends quietly for a file that is damaged for good, and throws what may be well soon. */
    void throwIfUnfinished(DamagedException damage) throws DamagedException {
        if (damage.modified().plus(settling).isAfter(clock.instant())) {
            throw damage;
        }
        LOG.warn("{}; what is in it is lost", damage.getMessage());
    }

    private boolean isAnyFoundEmptied(List<LogFile> files) throws IOException {
        Map<String, Integer> places = new HashMap<>();
        for (int i = 0; i < files.size(); i++) {
            places.put(files.get(i).key(), i);
        }
        boolean emptied = false;
        for (KnownFile each : generations.known()) {
            emptied |= isFoundEmptied(each, files, places.getOrDefault(each.key(), NOWHERE));
        }
        for (Lost each : generations.lost()) {
            emptied |= isFoundEmptied(each, files);
        }
        // A copy of a run before may tell that its log was emptied since, which has to be known before that is copied
        // again.
        generations.tellOfCopy();
        KnownFile log = generations.current();
        return emptied || (log != null && !log.file().holdsWhatWasRead());
    }

    private boolean isFoundEmptied(KnownFile file, List<LogFile> files, int place) throws IOException {
        if (place == NOWHERE) {
            file.miss();
        } else {
            file.settle(files.get(place), place);
        }
        if (file.isRewritten() || !file.file().holdsWhatWasRead()) {
            generations.lose(new Lost(file.mark(), !file.isFinished(), true, file.isNamed() ? place : Lost.NOWHERE));
            if (file.isLog()) {
                file.follow(generations.front(file.seen(), place), clock.instant());
            } else {
                generations.release(file);
            }
            return true;
        } else if (file.grewAfterwards()) {
            file.follow(file.mark(), clock.instant());
        }
        return false;
    }

    /** Looks for the file that was read, under its number, and for a copy that is known as one. */
    private boolean isFoundEmptied(Lost lost, List<LogFile> files) throws IOException {
        Lost placed = lost.withoutPlace();
        for (int i = 0; i < files.size(); i++) {
            LogFile file = files.get(i);
            int place = i;
            if (lost.mark().hasNumberOf(file.key()) && !file.isBeingMade()) {
                if (!lost.emptied() && isHeld(file, content -> isRecovered(lost, file, place, content))) {
                    return false;
                }
                placed = placed.whoseNumberHas(file, place);
                if (file.isLog()) {
                    // What was copied from it since is told by comparing with it.
                    isHeld(file, content -> isFollowedAnew(file, place, content));
                }
            }
        }
        generations.find(lost);
        if (lost.unfinished() && isReadOnInCopy(lost.mark())) {
            return false;
        }
        generations.lose(placed);
        return placed.emptied() && !lost.emptied();
    }

    private boolean isRecovered(Lost lost, LogFile file, int place, Content content) throws IOException {
        boolean same = lost.isFileOf(file, content);
        if (same) {
            generations.recover(lost, file, place, content);
        }
        return same;
    }

    private boolean isFollowedAnew(LogFile file, int place, Content content) {
        generations.follow(file, place, content, generations.front(file, place), false);
        return true;
    }

    /** Reads on in a copy what was not read of an emptied file; false if no copy is held. */
    private boolean isReadOnInCopy(Mark mark) throws IOException {
        for (KnownFile copy : generations.known()) {
            if (copy.isFinished() && copy.mark().generation() == mark.generation()) {
                boolean hasMore = mark.imprint().isOf(copy.content(), mark.offset());
                copy.followCopy(hasMore ? mark.as(copy.key()) : copy.mark().atEnd(copy.content()), clock.instant());
                return true;
            }
        }
        return false;
    }

    private boolean isKnown(String key) {
        return unreadable.contains(key)
                || generations.known().stream().anyMatch(file -> file.key().equals(key));
    }

    private boolean mayBeNew(LogFile file, int place, Instant since) {
        int last = generations.known().stream().mapToInt(KnownFile::place).max().orElse(NOWHERE);
        boolean isNewest = last != NOWHERE && last < place;
        return file.isLog()
                || isNewest
                || generations.isExpected(file)
                || !file.state().modified().isBefore(since);
    }

    /** Opens a file to hold it; false if that is done already, or nobody wants to, or it cannot be read. */
    private boolean isHeld(LogFile file, Taker taker) throws IOException {
        if (isKnown(file.key())) {
            return false;
        }
        try {
            Content content = file.opened();
            boolean taken = false;
            try {
                taken = taker.takes(content);
            } finally {
                if (!taken) {
                    content.close();
                }
            }
            return taken;
        } catch (DamagedException e) {
            throwIfUnfinished(e);
            unreadable.add(file.key());
            return false;
        }
    }

    /** Who wants a content holds it. */
    @FunctionalInterface
    private interface Taker {
        boolean takes(Content content) throws IOException;
    }

    private void settleLost() throws IOException {
        for (Lost each : generations.lost()) {
            if (each.unfinished() && isReadOnInCopy(each.mark())) {
                generations.find(each);
            } else if (each.unfinished() && !each.isUnread()) {
                LOG.warn(
                        "{}: the file that was read up to byte {} was emptied or deleted; anything written to it after"
                                + " that is lost",
                        path,
                        each.mark().offset());
            }
        }
        generations.lostForGood();
    }
}
