package io.github.canarysiem.spi;

import io.github.canarysiem.Incident;
import java.io.IOException;
import java.util.List;

/**
 * Delivers incidents to one far end. Called by one thread at a time; may see an incident twice, never loses one.
 *
 * <p>A sink connects when it has something to deliver and reconnects by itself at the next call; it does not wait or retry on
 * its own.
 */
public interface IncidentSink extends AutoCloseable {
    /**
     * Delivers a batch and returns when the far end has confirmed it.
     *
     * @param batch not empty, oldest first
     * @return one outcome for each incident, in order
     * @throws IOException means Retry for all; the message is shown to operators and holds no secret
     * @throws InterruptedException when the pipeline stops; the batch is offered again at the next start
     */
    List<Outcome> deliver(List<Incident> batch) throws IOException, InterruptedException;

    /**
     * Tries, for {@code check --live}, whether the far end can be reached; delivers nothing.
     *
     * @return one line about what was found
     * @throws IOException saying what is wrong and how to mend it
     */
    String probe() throws IOException, InterruptedException;

    /**
     * Does what it would do to deliver this incident, short of sending or keeping anything. Called some hundred times before the first
     * delivery, so that the first real incident need not wait until Java has loaded and compiled the code. Nothing depends on it.
     */
    default void rehearse(Incident incident) {}

    /** Releases what is held; a second call does nothing. */
    @Override
    void close();
}
