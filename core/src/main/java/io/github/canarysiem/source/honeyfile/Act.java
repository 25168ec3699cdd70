package io.github.canarysiem.source.honeyfile;

import io.github.canarysiem.source.honeyfile.detector.Actor;
import io.github.canarysiem.source.honeyfile.detector.Operation;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one process did to one file, as far as it is known.
 *
 * @param path the file behind all symbolic links
 * @param detector who saw it
 * @param actor who did it
 * @param begun time of its first observation
 * @param seen when that came in
 * @param last time of its last observation
 * @param operations without repeats, in their order
 * @param target where the file was moved or linked to
 * @param count how often it was done
 * @param again whether an earlier state of it was handed out before
 */
record Act(
        Path path,
        String detector,
        Actor actor,
        Instant begun,
        Instant seen,
        Instant last,
        List<Operation> operations,
        @Nullable Path target,
        int count,
        boolean again) {
    /** Copies the operations. */
    Act {
        operations = List.copyOf(operations);
    }
}
