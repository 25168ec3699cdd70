package io.github.canarysiem.spi;

import java.io.IOException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Where a source hands in what it found. Thread-safe. */
public interface Intake {
    /**
     * Stores what is new among the findings, and the position, in one durable transaction. On return all of it survives
     * {@code kill -9} and power loss: acknowledge upstream. Findings whose sighting is known are passed over; a known id with a
     * new fingerprint is stored as the next revision. On throw assume that nothing is stored and offer it again.
     *
     * @param found at most a few thousand; may be empty to store the position alone
     * @return how many were stored
     * @throws IOException if the disk is full, the limit of the journal is reached, or the journal cannot be written
     */
    int accept(List<Finding> found, Position upTo) throws IOException, InterruptedException;

    /**
     * Remembers sightings without sending them: history that was there before canary-siem was.
     *
     * @throws IOException as {@link #accept}
     */
    void remember(Collection<Sighting> history, Position upTo) throws IOException, InterruptedException;

    /**
     * Those of the sightings that were neither accepted nor remembered yet, in their order.
     *
     * @throws IOException if the journal cannot be read
     */
    Set<Sighting> unseen(Collection<Sighting> sightings) throws IOException;

    /** Those of the ids that were accepted or remembered with any fingerprint. */
    Set<String> known(Collection<String> ids) throws IOException;

    /**
     * Keeps notes of this source's own, and the position, in one durable transaction. A note takes the place of the one with the
     * same id.
     *
     * @throws IOException as {@link #accept}
     */
    void keep(Collection<Note> notes, Position upTo) throws IOException, InterruptedException;

    /**
     * The contents of those of this source's notes that there are, by id.
     *
     * @throws IOException if the journal cannot be read
     */
    Map<String, String> kept(Collection<String> ids) throws IOException;

    /** Tells operators how the source is; shown by {@code status}, {@code /ready} and the metrics. Cheap; call it on change. */
    void report(Health health);
}
