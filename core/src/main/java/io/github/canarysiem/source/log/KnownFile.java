package io.github.canarysiem.source.log;

import java.io.Closeable;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;

/**
 * A file that is held open, so that no other one gets its number, and that is therefore known whatever its name is now. It is followed
 * until it is finished. Not thread-safe.
 */
final class KnownFile implements Closeable {
    private static final int NOWHERE = -1;

    private final Content content;
    private final int maximumLine;
    private FollowedFile file;
    private boolean isComplete;
    private boolean finished;
    private int place = NOWHERE;
    private boolean isLog;
    private boolean rewritten;
    private int absences;
    private boolean copied;
    private LogFile seen;

    /**
     * A file that is followed on from a mark.
     *
     * @param isComplete whether nobody writes to it any more
     */
    KnownFile(LogFile seen, int place, Content content, Mark mark, boolean isComplete, int maximumLine, Instant now) {
        this.seen = seen;
        this.content = content;
        this.maximumLine = maximumLine;
        this.isComplete = isComplete || content.isFinal();
        this.file = new FollowedFile(content, mark, maximumLine, now);
        settle(seen, place);
    }

    /** Takes note of where it lies now. */
    void settle(LogFile now, int newPlace) {
        rewritten = content.isFinal() && !now.state().equals(seen.state());
        seen = now;
        place = newPlace;
        isLog = now.isLog();
    }

    /** Takes note that it has no name, as far as can be seen. */
    void miss() {
        place = NOWHERE;
        isLog = false;
    }

    /** Takes note that all files were accounted for. */
    void endLook() {
        absences = isNamed() ? 0 : absences + 1;
    }

    /** Whether a name that was not seen at a look was not seen at the one before. */
    boolean isGone() {
        return absences > 1;
    }

    Content content() {
        return content;
    }

    FollowedFile file() {
        return file;
    }

    Mark mark() {
        return file.mark();
    }

    /** What to know it by when it is not held any more: not by its number, if that is free for others then. */
    Mark lastingMark() {
        return isNamed() ? mark() : mark().withoutFile();
    }

    String key() {
        return mark().key();
    }

    /** Where it lies among those that were seen; negative if it has no name. */
    int place() {
        return place;
    }

    /** Whether it was compressed anew, over what it held. */
    boolean isRewritten() {
        return rewritten;
    }

    boolean isNamed() {
        return place >= 0;
    }

    boolean isLog() {
        return isLog;
    }

    /** How it was last seen. */
    LogFile seen() {
        return seen;
    }

    /** Whether nothing is expected from it. */
    boolean isFinished() {
        return finished;
    }

    /** Expects nothing from it any more; it is held on. */
    void finish() {
        finished = true;
    }

    /** Whether somebody wrote on it after it was finished. */
    boolean grewAfterwards() throws IOException {
        return finished && !isComplete && content.size() > mark().offset();
    }

    /** Follows it on from a mark. */
    void follow(Mark mark, Instant now) {
        file = new FollowedFile(content, mark, maximumLine, now);
        finished = false;
    }

    /** Follows it on from a mark, as what is left of a file that was emptied or compressed. */
    void followCopy(Mark mark, Instant now) {
        follow(mark, now);
        isComplete = true;
    }

    /** Whether a compressed copy of it was found. */
    boolean isCopied() {
        return copied;
    }

    void foundCopy() {
        copied = true;
    }

    /** Whether nobody is expected to write to it. */
    boolean isDone(Duration retirement, Instant now) {
        return isComplete || !file.lastGrown().plus(retirement).isAfter(now);
    }

    @Override
    public void close() throws IOException {
        content.close();
    }
}
