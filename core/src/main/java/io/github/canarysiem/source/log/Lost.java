package io.github.canarysiem.source.log;

import java.io.IOException;

/**
 * What was read of a file that is not held: it was emptied, or deleted, or nothing ran for a while.
 *
 * @param unfinished whether more may have been written to it
 * @param emptied whether its file is there and holds something else
 * @param place of that file; beyond all others if there is none
 */
record Lost(Mark mark, boolean unfinished, boolean emptied, int place) {
    /** Beyond all places. */
    static final int NOWHERE = Integer.MAX_VALUE;

    /** Of a run before, whose files are there, perhaps. */
    static Lost stored(Mark mark, boolean unfinished) {
        return new Lost(mark, unfinished, false, NOWHERE);
    }

    /** Of a file that will not come back: whatever gets its number is another one. */
    static Lost forGood(Mark mark) {
        return new Lost(mark.withoutFile(), false, false, NOWHERE);
    }

    /** Takes note that its file lies nowhere, as far as can be seen. */
    Lost withoutPlace() {
        return new Lost(mark, unfinished, emptied, NOWHERE);
    }

    /** Takes note of a file that has its number but not its content: emptied, or of a run after which the number was given away. */
    Lost whoseNumberHas(LogFile file, int newPlace) {
        boolean isEmptied = file.isLog() || (unfinished && !file.compressed());
        return emptied ? new Lost(mark, unfinished, true, newPlace) : new Lost(mark, unfinished, isEmptied, NOWHERE);
    }

    /** Whether nothing was read of it: its bytes tell nothing. */
    boolean isUnread() {
        return mark.offset() == 0;
    }

    /** Whether a file that has its number is the one: a number that was given away says little if one short line has to tell. */
    boolean isFileOf(LogFile file, Content content) throws IOException {
        return (unfinished || !file.isLog())
                && (!isUnread() || file.isLog())
                && holds(content)
                && (unfinished || mark.offset() >= Imprint.TELLING || content.size() == mark.offset());
    }

    /** Whether a file holds exactly what was read. */
    boolean isWholly(Content content) throws IOException {
        return !isUnread() && content.size() == mark.offset() && holds(content);
    }

    /** Whether a file begins with what was read, and is no other one, as far as can be told. */
    boolean isFrontOf(LogFile file, Content content) throws IOException {
        boolean tells = mark.offset() >= Imprint.TELLING || (unfinished && isExpected(file));
        return !isUnread() && tells && holds(content);
    }

    /** Whether a file is a copy that was made of it before all was read of it that was read. */
    boolean isInPart(Content content) throws IOException {
        return unfinished
                && emptied
                && content.size() < mark.offset()
                && mark.imprint().beginsAs(content);
    }

    private boolean holds(Content content) throws IOException {
        return mark.imprint().isOf(content, mark.offset());
    }

    private boolean isExpected(LogFile file) {
        return file.compressed() || emptied;
    }
}
