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
        Instant until = known.explained();
        if (now == null) {
            return true;
        }
        if (before == null) {
            return latest(now).isAfter(until);
        }
        return switch (operation) {
            case READ -> now.accessed().isAfter(until);
            // The times of a file can be set to anything, the time of change cannot.
            case WRITE -> latest(now).isAfter(until);
            // Our own writing of the time of access moves the time of change, too: only what can be compared is told.
            case ATTRIBUTES ->
                !before.rights().equals(now.rights()) && latest(now).isAfter(until);
            case OPEN, EXECUTE, CLOSE, RENAME, LINK, DELETE, CREATE ->
                latest(now).isAfter(until);
        };
    }

    private static Instant latest(FileState state) {
        Instant changed = state.changed();
        return changed != null && changed.isAfter(state.modified()) ? changed : state.modified();
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
