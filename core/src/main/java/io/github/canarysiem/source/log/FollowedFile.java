package io.github.canarysiem.source.log;

import java.io.IOException;
import java.time.Instant;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A file that is read to its end, and on when it grows. What is read counts only when the file turns out, afterwards, to be still the
 * one that it was: it may be emptied and written anew at any time. Not thread-safe.
 */
final class FollowedFile {
    private static final int BUFFER = 128 << 10;
    private static final byte[] NOTHING = {};

    /** How a reading ended. */
    enum Progress {
        /** All there is was read. */
        DRAINED,
        /** The taker has enough; there may be more. */
        FULL,
        /** The file holds something else now; nothing of that was read. */
        REPLACED,
        /** What follows cannot be read and never will be. */
        DAMAGED
    }

    private final Content content;
    private final int maximumLine;
    private Mark mark;
    private long drainedSize = -1;
    private @Nullable Content copy;
    /** The end of a copy that does not grow. */
    private @Nullable Mark finalCopy;

    private Instant lastGrown;

    /** A file to be read on at a mark, which is of this content. */
    FollowedFile(Content content, Mark mark, int maximumLine, Instant now) {
        this.content = content;
        this.mark = mark;
        this.maximumLine = maximumLine;
        this.lastGrown = now;
    }

    Mark mark() {
        return mark;
    }

    /** Whether what was read of it is still there; a file that has shrunk was emptied, whatever is in it now. */
    boolean holdsWhatWasRead() throws IOException {
        return isStillTheSame(NOTHING, 0) && (content.isFinal() || content.size() >= drainedSize);
    }

    /** Takes note of a copy of it, which may be more than was read of it. */
    void tellOfCopy(Content newCopy) throws IOException {
        if (newCopy != copy) {
            copy = newCopy;
            finalCopy = newCopy.isFinal() ? mark.atEnd(newCopy) : null;
        }
    }

    /** When it was last seen to have grown. */
    Instant lastGrown() {
        return lastGrown;
    }

    /** Reads on. */
    Progress read(LineTaker taker, Instant now) throws IOException {
        if (!holdsWhatWasRead()) {
            return Progress.REPLACED;
        }
        if (content.isFinal() ? drainedSize >= 0 : content.size() == drainedSize) {
            return Progress.DRAINED;
        }
        drainedSize = -1;
        lastGrown = now;
        byte[] buffer = new byte[Math.min(BUFFER, maximumLine + 1)];
        int held = 0;
        while (true) {
            int read = content.read(mark.offset() + held, buffer, held, buffer.length - held);
            if (!isStillTheSame(buffer, held)) {
                return Progress.REPLACED;
            }
            if (read <= 0) {
                drainedSize = mark.offset() + held;
                return Progress.DRAINED;
            }
            int used = lines(buffer, held, held + read, taker);
            held = kept(buffer, used, held + read, taker);
            if (taker.isFull()) {
                return Progress.FULL;
            }
            if (held == buffer.length) {
                buffer = Arrays.copyOf(buffer, (int) Math.min(2L * buffer.length, maximumLine + 1L));
            }
        }
    }

    /** Takes what is left for a line: nobody will end it any more. */
    void finish(LineTaker taker) throws IOException {
        byte[] rest = new byte[maximumLine];
        int held = 0;
        int read = content.read(mark.offset(), rest, 0, rest.length);
        while (read > 0) {
            held += read;
            read = held == rest.length ? 0 : content.read(mark.offset() + held, rest, held, rest.length - held);
        }
        if (held > 0 && !mark.skipping() && isStillTheSame(rest, held)) {
            take(rest, 0, held, taker);
            advance(rest, held, false);
        }
    }

    /** Whether it holds what was read, and after that what was read now. */
    private boolean isStillTheSame(byte[] buffer, int held) throws IOException {
        return content.isFinal()
                || (content.size() >= mark.offset() + held
                        && mark.imprint().isOf(content, mark.offset())
                        && content.holds(Arrays.copyOf(buffer, Math.min(held, Imprint.HEAD)), mark.offset())
                        && holdsItsCopy());
    }

    private boolean holdsItsCopy() throws IOException {
        if (copy == null || !copy.isOpen()) {
            return true;
        }
        return finalCopy == null
                ? copy.isFrontOf(content)
                : content.size() >= finalCopy.offset() && finalCopy.imprint().isOf(content, finalCopy.offset());
    }

    /** Hands on the lines that end in the buffer, of which the first bytes are known to hold no end; returns where the last one ends. */
    private int lines(byte[] buffer, int known, int limit, LineTaker taker) {
        int start = 0;
        boolean skipping = mark.skipping();
        for (int i = known; i < limit; i++) {
            if (buffer[i] == '\n') {
                if (!skipping) {
                    take(buffer, start, i, taker);
                }
                skipping = false;
                start = i + 1;
            }
        }
        if (start > 0) {
            advance(buffer, start, false);
        }
        return start;
    }

    /** Keeps the beginning of a line at the front of the buffer, unless it is too long to be one; returns how much was kept. */
    private int kept(byte[] buffer, int used, int limit, LineTaker taker) {
        int rest = limit - used;
        System.arraycopy(buffer, used, buffer, 0, rest);
        boolean tooLong = rest > maximumLine;
        if (!tooLong && !mark.skipping()) {
            return rest;
        }
        // A writer that does not know that its file was emptied leaves a run of NULs at the front: no line, however
        // long.
        boolean skips = mark.skipping() || firstText(buffer, 0, rest) < rest;
        if (skips && !mark.skipping()) {
            taker.tooLong(mark.generation(), mark.offset());
        }
        advance(buffer, rest, skips);
        return 0;
    }

    private void take(byte[] buffer, int from, int to, LineTaker taker) {
        int begin = firstText(buffer, from, to);
        int end = to > begin && buffer[to - 1] == '\r' ? to - 1 : to;
        if (end - begin > maximumLine) {
            taker.tooLong(mark.generation(), mark.offset() + begin);
        } else if (end > begin) {
            taker.take(mark.generation(), mark.offset() + begin, buffer, begin, end);
        }
    }

    private static int firstText(byte[] buffer, int from, int to) {
        int first = from;
        while (first < to && buffer[first] == 0) {
            first++;
        }
        return first;
    }

    private void advance(byte[] buffer, int count, boolean skipping) {
        mark = mark.at(mark.offset() + count, skipping, mark.imprint().after(buffer, count));
    }
}
