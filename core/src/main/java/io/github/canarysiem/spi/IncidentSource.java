package io.github.canarysiem.spi;

import java.io.IOException;

/**
 * Finds incidents. The pipeline runs each source on a thread of its own.
 *
 * <p>A source that loses its connection throws: the pipeline calls {@link #run} again after a back-off with jitter, with the
 * last position stored. Nothing may be lost between two runs; offering again what was accepted is harmless.
 */
public interface IncidentSource extends AutoCloseable {
    /**
     * Blocks, feeding intake from after {@code last}, until interrupted.
     *
     * @param last the last position accepted, or {@link Position#START}
     * @throws IOException if it cannot go on now; the message is shown to operators and holds no secret
     * @throws InterruptedException when the pipeline stops
     */
    void run(Position last, Intake intake) throws IOException, InterruptedException;

    /**
     * Tries, for {@code check --live}, whether the source can be reached with the rights it needs; changes nothing.
     *
     * @return one line about what was found
     * @throws IOException saying what is wrong and how to mend it
     */
    String probe() throws IOException, InterruptedException;

    /** Releases what is held. Called once after {@link #run} has returned, or instead of it; a second call does nothing. */
    @Override
    void close();
}
