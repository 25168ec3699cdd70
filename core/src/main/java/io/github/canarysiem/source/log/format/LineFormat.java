package io.github.canarysiem.source.log.format;

import io.github.canarysiem.spi.Finding;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;

/** Understands the lines of one kind. Used by one thread at a time. */
public interface LineFormat {
    /**
     * Reads a line and hands on what it tells, which may be nothing.
     *
     * @return whether the line is of this format
     */
    boolean read(LogLine line, Consumer<Finding> found);

    /** Ends what still waits for lines and has waited long enough. */
    default void settle(Instant now, Consumer<Finding> found) {}

    /** Where the first lines stand of what still waits for others: after a restart reading must begin there. */
    default List<Place> waiting() {
        return List.of();
    }
}
