package io.github.canarysiem.source.log;

/** Takes the lines of a file as they are read. */
interface LineTaker {
    /**
     * A line, without its end.
     *
     * @param buffer to be copied from before the call returns
     */
    void take(long generation, long offset, byte[] buffer, int from, int to);

    /** A line that is too long; none of it is handed on. */
    void tooLong(long generation, long offset);

    /** Whether it has taken enough for now. */
    boolean isFull();
}
