package io.github.canarysiem.source.honeyfile.atime;

import io.github.canarysiem.source.honeyfile.detector.Operation;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Tells from two looks at a file what was done to it in between. */
public final class Comparison {
    private Comparison() {}

    /**
     * What was done.
     *
     * @param before null if there was no file
     * @param now null if there is no file
     */
    public static List<Operation> of(@Nullable FileState before, @Nullable FileState now) {
        if (before == null || now == null) {
            if (before == null && now == null) {
                return List.of();
            }
            return List.of(now == null ? Operation.DELETE : Operation.CREATE);
        }
        if (!before.key().equals(now.key())) {
            return List.of(Operation.CREATE);
        }
        List<Operation> done = new ArrayList<>();
        if (!before.accessed().equals(now.accessed())) {
            done.add(Operation.READ);
        }
        boolean written = !before.modified().equals(now.modified()) || before.size() != now.size();
        if (written) {
            done.add(Operation.WRITE);
        }
        if (now.links() > before.links()) {
            done.add(Operation.LINK);
        } else if (!before.rights().equals(now.rights())
                || (!written && done.isEmpty() && !Objects.equals(before.changed(), now.changed()))) {
            done.add(Operation.ATTRIBUTES);
        }
        return done;
    }
}
