package io.github.canarysiem.source.honeyfile.detector;

import java.nio.file.Path;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Something that was done to a watched file.
 *
 * @param path the file, absolute, as it was named to {@link Detector#watch}
 * @param operation what was done
 * @param target where it was moved or linked to, if anybody knows
 * @param at when it was seen
 * @param actor who did it
 */
public record Observation(
        Path path, Operation operation, @Nullable Path target, Instant at, Actor actor) {}
