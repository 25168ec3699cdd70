package io.github.canarysiem.source.honeyfile;

import io.github.canarysiem.source.honeyfile.detector.Actor;
import io.github.canarysiem.source.honeyfile.detector.Operation;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Acts on one file beyond the limit, in one window.
 *
 * @param path the file behind all symbolic links
 * @param detector who saw them
 * @param begun time of the first
 * @param last time of the last
 * @param operations without repeats
 * @param count how many
 * @param executables programs, at most {@value #MOST_NAMES}
 * @param users accounts, at most {@value #MOST_NAMES}
 */
record Flood(
        Path path,
        String detector,
        Instant begun,
        Instant last,
        List<Operation> operations,
        int count,
        List<String> executables,
        List<String> users) {
    static final int MOST_NAMES = 20;

    /** Counts acts on one file. Not thread-safe. */
    static final class Counter {
        private final Path path;
        private final Instant end;
        private final Set<Operation> operations = new LinkedHashSet<>();
        private final Set<String> executables = new LinkedHashSet<>();
        private final Set<String> users = new LinkedHashSet<>();
        private int allowed;
        private int refused;
        private String detector = "";
        private Instant begun = Instant.MAX;
        private Instant last = Instant.MIN;

        /** Counts until this moment. */
        Counter(Path path, int allowed, Instant end) {
            this.path = path;
            this.allowed = allowed;
            this.end = end;
        }

        Instant end() {
            return end;
        }

        /** Whether one more act may be an incident of its own. */
        boolean admits() {
            return allowed-- > 0;
        }

        /** One that may not. */
        void count(Arrival arrival) {
            Operation operation = arrival.observation().operation();
            Instant at = arrival.observation().at();
            operations.add(operation);
            if (operation == Operation.OPEN || !operations.contains(Operation.OPEN)) {
                refused++;
            }
            detector = arrival.detector();
            begun = at.isBefore(begun) ? at : begun;
            last = at.isAfter(last) ? at : last;
            Actor actor = arrival.observation().actor();
            if (actor.process() != null && actor.process().executable() != null) {
                note(executables, actor.process().executable());
            }
            if (actor.user() != null && actor.user().name() != null) {
                note(users, actor.user().name());
            }
        }

        /** What was counted; a count of 0 if all were admitted. */
        Flood sum() {
            return new Flood(
                    path,
                    detector,
                    begun,
                    last,
                    List.copyOf(operations),
                    refused,
                    List.copyOf(executables),
                    List.copyOf(users));
        }

        private static void note(Collection<String> names, String name) {
            if (names.size() < MOST_NAMES) {
                names.add(name);
            }
        }
    }
}
