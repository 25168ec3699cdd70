package io.github.canarysiem.source.log;

import java.io.IOException;

/** Finds the end of the last whole line: what follows on it has only begun. */
final class LastLine {
    private static final int STEP = 64 << 10;

    private LastLine() {}

    /** A mark at that end. */
    static Mark mark(Content content, Mark front, int maximumLine) throws IOException {
        long size = content.size();
        long end = size;
        byte[] step = new byte[STEP];
        boolean found = false;
        while (!found && end > 0 && size - end <= maximumLine) {
            int count = (int) Math.min(STEP, end);
            int read = read(content, end - count, step, count);
            int last = read - 1;
            while (last >= 0 && step[last] != '\n') {
                last--;
            }
            found = last >= 0;
            end = end - count + last + 1;
        }
        // A line that is too long already is skipped like any other of its kind.
        long offset = found || end == 0 ? end : size;
        return front.at(offset, offset == size && !found && size > 0, Imprint.of(content, offset));
    }

    private static int read(Content content, long position, byte[] into, int count) throws IOException {
        int held = 0;
        while (held < count) {
            int read = content.read(position + held, into, held, count - held);
            if (read <= 0) {
                break;
            }
            held += read;
        }
        return held;
    }
}
