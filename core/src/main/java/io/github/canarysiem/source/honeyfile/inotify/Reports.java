package io.github.canarysiem.source.honeyfile.inotify;

import io.github.canarysiem.source.honeyfile.detector.Actor;
import io.github.canarysiem.source.honeyfile.detector.Observation;
import io.github.canarysiem.source.honeyfile.detector.Operation;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Collects what is to be told. The first half of a move is kept back until the other half says where the file went, or something else
 * shows that nobody will. Not thread-safe.
 */
final class Reports {
    private final Clock clock;
    private final List<Observation> ready = new ArrayList<>();
    private @Nullable Path moved;
    private int cookie;

    Reports(Clock clock) {
        this.clock = clock;
    }

    void add(Path path, Operation operation) {
        add(path, operation, null);
    }

    /** This file was moved. */
    void moved(Path path, int moveCookie) {
        endMove();
        moved = path;
        cookie = moveCookie;
    }

    /** Something was moved here. */
    void movedTo(Path target, int moveCookie) {
        Path path = moved;
        if (path != null && cookie == moveCookie) {
            moved = null;
            add(path, Operation.RENAME, target);
        }
    }

    boolean isMoving() {
        return moved != null;
    }

    /** Nobody will say where it went. */
    void endMove() {
        Path path = moved;
        if (path != null) {
            moved = null;
            add(path, Operation.RENAME, null);
        }
    }

    /** All that can be told by now. */
    List<Observation> take() {
        List<Observation> taken = List.copyOf(ready);
        ready.clear();
        return taken;
    }

    private void add(Path path, Operation operation, @Nullable Path target) {
        ready.add(new Observation(path, operation, target, clock.instant(), Actor.UNKNOWN));
    }
}
