package io.github.canarysiem.source.honeyfile.detector;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Collection;

/**
 * One way of seeing what is done to files. It begins to tell its {@link Observer} as soon as it is opened, on threads of its own,
 * and never reports what its own process does.
 *
 * <p>{@link #watch} and {@link #forget} are called by one thread; {@link #close} is safe from any.
 */
public interface Detector extends AutoCloseable {
    /** The published name, such as {@code fanotify}. */
    String name();

    /** How well it knows actors at best. */
    Attribution attribution();

    /**
     * Watches files and the folders in which they lie. Files that do not exist are watched as soon as they do: the observer is told
     * {@link Operation#CREATE}. Replacement by a move is a {@link Operation#CREATE}, too, and the new file is watched.
     *
     * @param files absolute; those that are watched already stay watched
     * @throws IOException if one of them cannot be watched; the message names it and the mend
     */
    void watch(Collection<Path> files) throws IOException;

    /** Watches these files no more. */
    void forget(Collection<Path> files);

    /** Ends within a second; nobody stays held. A second call does nothing. */
    @Override
    void close();
}
