package io.github.canarysiem;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Absent lists read as empty ones: the JSON form leaves empty lists out. */
final class Lists {
    private Lists() {}

    static <T> List<T> copy(@Nullable List<T> list) {
        return list == null ? List.of() : List.copyOf(list);
    }
}
