package io.github.canarysiem.source.honeyfile;

import io.github.canarysiem.source.honeyfile.atime.Comparison;
import io.github.canarysiem.source.honeyfile.atime.FileState;
import io.github.canarysiem.source.honeyfile.detector.Operation;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What happened to a file while nobody watched.
 *
 * @param operations what was done
 * @param at when, as far as the file tells
 */
record Absence(List<Operation> operations, Optional<Instant> at) {
    /** Tells from what was known of a file, and from how it is now, what nobody has reported; empty if nothing is left to report. */
    static Optional<Absence> of(Remembered known, @Nullable FileState now) {
        List<Operation> left = Comparison.of(known.state(), now).stream()
                .filter(operation -> isLeft(operation, known, now))
                .toList();
        return left.isEmpty() ? Optional.empty() : Optional.of(new Absence(left, time(left, now)));
    }

    private static boolean isLeft(Operation operation, Remembered known, @Nullable FileState now) {
        FileState before = known.state();
        return switch (operation) {
            // What is known of the other times moves with each report; the time of access moves without one on some
            // mounts only.
            case READ -> now != null && now.accessed().isAfter(known.explained());
            // Our own writing of the time of access moves the time of change, too: only what can be compared is told.
            case ATTRIBUTES -> before == null || now == null || !before.rights().equals(now.rights());
            case OPEN, EXECUTE, CLOSE, WRITE, RENAME, LINK, DELETE, CREATE -> true;
        };
    }

    private static Optional<Instant> time(List<Operation> operations, @Nullable FileState now) {
        if (now == null) {
            return Optional.empty();
        }
        return Optional.of(
                operations.contains(Operation.READ) && !operations.contains(Operation.WRITE)
                        ? now.accessed()
                        : now.modified());
    }
}
