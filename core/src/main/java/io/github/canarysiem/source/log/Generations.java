package io.github.canarysiem.source.log;

import io.github.canarysiem.source.log.format.Place;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The files that were the log, one after the other, as far as they are remembered. Not thread-safe. */
final class Generations implements Closeable {
    /** How many are remembered beyond those that could still be taken for new ones. */
    private static final int REMEMBERED = 16;

    private final int maximumLine;
    private final Clock clock;
    /** Those that are held open, in the order in which they were the log. */
    private final List<KnownFile> known = new ArrayList<>();

    private final List<Lost> lost = new ArrayList<>();
    private long next = 1;
    /** The first generation that was not known when names were last looked at. */
    private long firstNew = 1;

    /** None yet. */
    Generations(int maximumLine, Clock clock) {
        this.maximumLine = maximumLine;
        this.clock = clock;
    }

    /** Takes over what was known when a run ended, but holds nothing yet. */
    void remember(LogPosition position) {
        next = position.nextGeneration();
        position.finished().forEach(mark -> lose(Lost.stored(mark, false)));
        position.followed().forEach(mark -> lose(Lost.stored(mark, true)));
    }

    /** A file of which nothing was read, as the next generation. */
    Mark front(LogFile file, int place) {
        boolean late = known.stream().anyMatch(each -> each.place() > place);
        return new Mark(next++, late, 0, false, file.key(), Imprint.NONE);
    }

    /** Takes those that are known now for older than all that will be found. */
    void beginNew() {
        firstNew = next;
    }

    /** Whether one came after another for certain; a file that is new may be a copy that was made before its log was first read. */
    boolean isSuccessor(Mark mark, Mark other) {
        return mark.generation() > other.generation() && mark.generation() < firstNew && !mark.late();
    }

    /** A log of which nothing was read may be younger than others that were found after it: it comes after them. */
    void numberLog() {
        KnownFile log = current();
        if (log != null
                && log.isLog()
                && log.mark().offset() == 0
                && !isLast(log)
                && copies(log).isEmpty()) {
            log.follow(front(log.seen(), log.place()), clock.instant());
        }
    }

    /** Tells the log of its last copy: it holds what that does until it is emptied. */
    void tellOfCopy() throws IOException {
        KnownFile log = current();
        if (log != null && log.isLog()) {
            List<KnownFile> copies = copies(log);
            if (!copies.isEmpty()) {
                log.file().tellOfCopy(copies.get(copies.size() - 1).content());
            }
        }
    }

    private boolean isLast(KnownFile file) {
        return known.stream()
                .noneMatch(each -> each.mark().generation() > file.mark().generation());
    }

    private List<KnownFile> copies(KnownFile file) {
        return known.stream()
                .filter(each -> each != file
                        && each.isFinished()
                        && each.mark().generation() == file.mark().generation())
                .toList();
    }

    /** Holds a file and follows it from a mark. */
    KnownFile follow(LogFile file, int place, Content content, Mark mark, boolean isComplete) {
        KnownFile added = new KnownFile(file, place, content, mark, isComplete, maximumLine, clock.instant());
        int before = 0;
        while (before < known.size() && known.get(before).place() < place) {
            before++;
        }
        known.add(before, added);
        return added;
    }

    /** Holds a file of which nothing is wanted, or nothing more. */
    void pass(LogFile file, int place, Content content, Mark mark, boolean isComplete) {
        follow(file, place, content, mark, isComplete).finish();
    }

    /** Those that are held, oldest first. */
    List<KnownFile> known() {
        return List.copyOf(known);
    }

    /** Those that are followed, oldest first. */
    List<KnownFile> followed() {
        return known.stream().filter(each -> !each.isFinished()).toList();
    }

    /** The log, or what was the log until now; null if there is none. */
    @Nullable
    KnownFile current() {
        return known.stream()
                .filter(KnownFile::isLog)
                .findFirst()
                .orElse(known.isEmpty() ? null : known.get(known.size() - 1));
    }

    /** Whether more are followed than anybody needs. */
    boolean isCrowded() {
        return followed().size() > REMEMBERED;
    }

    /** Those of which no file is held, oldest first. */
    List<Lost> lost() {
        return List.copyOf(lost);
    }

    /** Whether a file has the number of one that was followed, and of which nothing was read. */
    boolean isExpected(LogFile file) {
        return lost.stream()
                .anyMatch(each ->
                        each.unfinished() && each.isUnread() && each.mark().hasNumberOf(file.key()));
    }

    /** Takes none of them for anything that may come back. */
    void lostForGood() {
        lost.replaceAll(each -> Lost.forGood(each.mark()));
    }

    /** Expects nothing from a file any more; it is held as long as it has a name. */
    void finish(KnownFile file) throws IOException {
        file.finish();
        if (!file.isNamed()) {
            release(file);
            if (!file.isCopied()) {
                lose(Lost.forGood(file.mark()));
            }
        }
    }

    /** All files were accounted for: nothing more is expected of a name that was missed twice. */
    void endLook() throws IOException {
        for (KnownFile each : known()) {
            each.endLook();
            if (each.isFinished() && each.isGone()) {
                finish(each);
            }
        }
    }

    /** Remembers what was read of a file that is not held any more. */
    void lose(Lost added) {
        lost.add(added);
        lost.sort(Comparator.comparing(each -> each.mark().generation()));
    }

    /** Holds a file that holds what was read of another one, and follows it unless there is nothing more in it than was expected. */
    void recover(Lost found, LogFile file, int place, Content content) throws IOException {
        lost.remove(found);
        boolean isCopy = !found.unfinished() && isFollowed(found.mark().generation());
        KnownFile added = follow(file, place, content, found.mark().as(file.key()), found.emptied() || isCopy);
        if (!found.unfinished() && (isCopy || content.size() == found.mark().offset())) {
            added.finish();
        }
    }

    private boolean isFollowed(long generation) {
        Stream<Mark> toBeFollowed = lost.stream().filter(Lost::unfinished).map(Lost::mark);
        return Stream.concat(toBeFollowed, followed().stream().map(KnownFile::mark))
                .anyMatch(mark -> mark.generation() == generation);
    }

    /** Takes one for found. */
    void find(Lost found) {
        lost.remove(found);
    }

    /** Lets go of a file. */
    void release(KnownFile file) throws IOException {
        known.remove(file);
        file.close();
    }

    /** Forgets what can harm no more: files that were last written before this time are not taken for new ones. */
    void forget(Instant since) throws IOException {
        lost.removeIf(Lost::isUnread);
        long finished = known.stream().filter(KnownFile::isFinished).count();
        while (!lost.isEmpty() && lost.size() + finished > REMEMBERED) {
            lost.remove(0);
        }
        for (KnownFile each : known()) {
            if (finished > REMEMBERED
                    && each.isFinished()
                    && each.seen().state().modified().isBefore(since)) {
                release(each);
                finished--;
            }
        }
    }

    /** What a restart has to know, when these lines have to be read again. */
    LogPosition position(Path path, List<Place> waiting, Instant since) {
        List<Mark> marks = new ArrayList<>();
        for (KnownFile file : followed()) {
            Mark mark = file.lastingMark();
            marks.add(mark.backTo(waiting.stream()
                    .filter(place -> place.generation() == mark.generation())
                    .mapToLong(Place::offset)
                    .reduce(mark.offset(), Math::min)));
        }
        Stream<Mark> held = known.stream().filter(KnownFile::isFinished).map(KnownFile::lastingMark);
        List<Mark> finished = Stream.concat(lost.stream().map(Lost::mark), held)
                .sorted(Comparator.comparing(Mark::generation))
                .toList();
        return new LogPosition(path, next, since, marks, finished);
    }

    @Override
    public void close() throws IOException {
        for (KnownFile file : known) {
            file.close();
        }
    }
}
