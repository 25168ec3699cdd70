package io.github.canarysiem.source.honeyfile;

import io.github.canarysiem.source.honeyfile.atime.FileState;
import io.github.canarysiem.source.honeyfile.detector.Operation;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a file, so that a restart can tell what happened while nobody watched.
 *
 * @param named under which name it is configured
 * @param state when it was looked at last; null if there was no file
 * @param explained what happened up to this moment was reported or was ours
 */
record Remembered(Path named, @Nullable FileState state, Instant explained) {
    /**
     * The same after these operations, up to this moment, were reported. Only what they explain is taken over from how the file is
     * now: what else is different happened unreported.
     */
    Remembered explained(Set<Operation> reported, Instant until, @Nullable FileState now) {
        Instant newest = until.isAfter(explained) ? until : explained;
        FileState before = state;
        if (now == null) {
            boolean gone = reported.contains(Operation.DELETE) || reported.contains(Operation.RENAME);
            return new Remembered(named, gone ? null : before, newest);
        }
        boolean created = reported.contains(Operation.CREATE);
        if (before == null || created || !before.key().equals(now.key())) {
            return new Remembered(named, created ? now : before, newest);
        }
        boolean read = !now.accessed().isAfter(newest);
        boolean written = reported.contains(Operation.WRITE) && !now.modified().isAfter(newest);
        FileState after = new FileState(
                read ? now.accessed() : before.accessed(),
                written ? now.modified() : before.modified(),
                now.changed(),
                written ? now.size() : before.size(),
                now.key(),
                reported.contains(Operation.ATTRIBUTES) ? now.rights() : before.rights(),
                reported.contains(Operation.LINK) ? now.links() : Math.min(before.links(), now.links()));
        return new Remembered(named, after, newest);
    }

    /** Its form in a note: only texts and numbers. */
    record Line(
            String path,
            String named,
            @Nullable String accessed,
            @Nullable String modified,
            @Nullable String changed,
            long size,
            @Nullable String key,
            @Nullable String rights,
            int links,
            String explained) {

        static Line of(Path path, Remembered remembered) {
            FileState state = remembered.state();
            return new Line(
                    path.toString(),
                    remembered.named().toString(),
                    state == null ? null : state.accessed().toString(),
                    state == null ? null : state.modified().toString(),
                    state == null || state.changed() == null
                            ? null
                            : state.changed().toString(),
                    state == null ? 0 : state.size(),
                    state == null ? null : state.key(),
                    state == null ? null : state.rights(),
                    state == null ? 0 : state.links(),
                    remembered.explained().toString());
        }

        Remembered read() {
            FileState state = accessed == null || modified == null
                    ? null
                    : new FileState(
                            Instant.parse(accessed),
                            Instant.parse(modified),
                            changed == null ? null : Instant.parse(changed),
                            size,
                            key == null ? "" : key,
                            rights == null ? "" : rights,
                            links);
            return new Remembered(Path.of(named), state, Instant.parse(explained));
        }
    }
}
