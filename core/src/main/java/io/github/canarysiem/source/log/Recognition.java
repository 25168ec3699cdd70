package io.github.canarysiem.source.log;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.Optional;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;

/**
 * Tells what a file is that is not held: the copy of one that was known, or a new one. Each has one copy, and no copy is newer, as the
 * names tell, than a file that followed on the one it is a copy of. Not thread-safe.
 */
final class Recognition {
    private static final Logger LOG = LogManager.getLogger(Recognition.class);

    private final Generations generations;

    Recognition(Generations generations) {
        this.generations = generations;
    }

    /**
     * Holds a file, for what it is; false if that cannot be told yet.
     *
     * @throws NoSuchFileException if the log was emptied meanwhile
     */
    boolean take(LogFile file, int place, Content content) throws IOException {
        // Nobody can tell yet: it may become a copy of a log that is emptied when it is copied.
        if (content.size() == 0 && !file.isLog() && !generations.isExpected(file)) {
            return false;
        }
        if (isFound(file, place, content)
                || isCompressed(file, place, content)
                || isReplacement(file, place, content)) {
            return true;
        }
        KnownFile log = generations.current();
        if (log != null && log.isLog() && place < log.place()) {
            if (isMadeOf(log, content)) {
                generations.numberLog();
                passCopy(log.mark(), file, place, content);
                return true;
            }
            if (!log.file().holdsWhatWasRead()) {
                throw new NoSuchFileException(log.seen().path() + ": was emptied right now, and this may be its copy");
            }
        }
        LOG.debug("{} is read, too", file.path());
        generations.follow(file, place, content, generations.front(file, place), false);
        return true;
    }

    /** Whether it holds what was in a file that is not held any more, and perhaps more. */
    private boolean isFound(LogFile file, int place, Content content) throws IOException {
        Optional<Lost> whole = found(place, lost -> lost.isWholly(content));
        Optional<Lost> front = whole.isPresent() ? whole : found(place, lost -> lost.isFrontOf(file, content));
        if (front.isPresent()) {
            generations.recover(front.get(), file, place, content);
            return true;
        }
        Optional<Lost> part = found(place, lost -> lost.isInPart(content));
        if (part.isPresent()) {
            passCopy(part.get().mark(), file, place, content);
            generations.find(part.get());
        }
        return part.isPresent();
    }

    private Optional<Lost> found(int place, Question question) throws IOException {
        for (Lost each : generations.lost()) {
            if (place < each.place() && (each.emptied() || mayBe(each.mark(), place)) && question.isTrueOf(each)) {
                return Optional.of(each);
            }
        }
        return Optional.empty();
    }

    /** What is asked of a file that is not held. */
    @FunctionalInterface
    private interface Question {
        boolean isTrueOf(Lost lost) throws IOException;
    }

    /** Whether it was made of a file that has no name any more. That one is read on: it may be written to even now. */
    private boolean isCompressed(LogFile file, int place, Content content) throws IOException {
        for (KnownFile each : generations.known()) {
            if (file.compressed() && isCandidate(each, place) && isMadeOf(each, content)) {
                each.foundCopy();
                passCopy(each.mark(), file, place, content);
                return true;
            }
        }
        return false;
    }

    /** Whether a file that has no name any more was replaced by this one, which begins with all that was read of it. */
    private boolean isReplacement(LogFile file, int place, Content content) throws IOException {
        for (KnownFile each : generations.known()) {
            Lost lost = new Lost(each.mark(), !each.isFinished(), false, Lost.NOWHERE);
            if (!file.compressed()
                    && isCandidate(each, place)
                    && (lost.isWholly(content) || lost.isFrontOf(file, content))) {
                generations.release(each);
                generations.lose(lost);
                return isFound(file, place, content);
            }
        }
        return false;
    }

    private boolean isCandidate(KnownFile original, int place) {
        return !original.isNamed() && !original.isCopied() && mayBe(original.mark(), place);
    }

    /** Whether no file lies before a place that is known to have followed on another one. One that held nothing says nothing. */
    private boolean mayBe(Mark mark, int place) {
        return generations.known().stream()
                .noneMatch(file -> file.isNamed()
                        && file.place() < place
                        && file.mark().offset() > 0
                        && generations.isSuccessor(file.mark(), mark));
    }

    /** Whether a content is that of a held file, or was until that one grew. */
    private static boolean isMadeOf(KnownFile original, Content copy) throws IOException {
        long size = copy.size();
        boolean fits = !original.isFinished() || size == original.content().size();
        return size > 0 && fits && copy.isFrontOf(original.content());
    }

    /** All that is in a copy is read elsewhere. */
    private void passCopy(Mark mark, LogFile file, int place, Content content) throws IOException {
        generations.pass(file, place, content, mark.as(file.key()).atEnd(content), true);
    }
}
