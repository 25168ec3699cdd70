package io.github.canarysiem.source.log;

import java.io.IOException;

/**
 * How far a file was read.
 *
 * @param generation see {@link io.github.canarysiem.source.log.format.Place#generation()}
 * @param late whether files that followed on it were known before it was: its generation is younger than it is
 * @param offset of the first byte that is not settled
 * @param skipping whether that byte lies inside a line that is too long
 * @param key see {@link FileState#key()}
 * @param imprint at that offset
 */
record Mark(long generation, boolean late, long offset, boolean skipping, String key, Imprint imprint) {
    /** The mark at another offset. */
    Mark at(long newOffset, boolean inLine, Imprint newImprint) {
        return new Mark(generation, late, newOffset, inLine, key, newImprint);
    }

    /** The mark at an offset before, where a line begins. */
    Mark backTo(long earlier) {
        return earlier >= offset ? this : at(earlier, false, imprint.before(earlier));
    }

    /** The mark at the end of what a file holds now. */
    Mark atEnd(Content content) throws IOException {
        long size = content.size();
        return at(size, false, Imprint.of(content, size));
    }

    /** The mark of the same content in another file. */
    Mark as(String otherKey) {
        return new Mark(generation, late, offset, skipping, otherKey, imprint);
    }

    /** The mark of a content of which no file is left, whoever has its number now. */
    Mark withoutFile() {
        return as("");
    }

    /** Whether a file has the number of this one; the device may be called something else since the last start. */
    boolean hasNumberOf(String otherKey) {
        return number(key).equals(number(otherKey));
    }

    private static String number(String key) {
        int number = key.indexOf("ino=");
        return number < 0 ? key : key.substring(number);
    }
}
