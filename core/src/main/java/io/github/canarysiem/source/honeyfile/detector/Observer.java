package io.github.canarysiem.source.honeyfile.detector;

/** Is told what a {@link Detector} sees. Thread-safe; never blocks for long: somebody may be held until it returns. */
public interface Observer {
    /** Something was done to a file. */
    void seen(Observation observation);

    /** The kernel's queue overflowed: observations are missing. */
    void overflowed();

    /**
     * The detector cannot go on and sees nothing more.
     *
     * @param reason one line for an operator
     */
    void failed(String reason);
}
