package io.github.canarysiem.source.honeyfile;

import io.github.canarysiem.json.Text;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** Says in one line what is wrong with the configured paths. */
final class Complaint {
    private static final int MOST_NAMED = 3;

    private Complaint() {}

    /** None of them can be watched. */
    static String hopeless(Finds finds) {
        return "there is nothing to watch: " + named(finds.gone()) + " "
                + verb(finds.gone().size()) + " not there; correct paths or make it";
    }

    /** What does not stop it; empty if all is well. */
    static Optional<String> of(Finds finds) {
        List<String> faults = new ArrayList<>();
        if (!finds.gone().isEmpty()) {
            faults.add("not there: " + named(finds.gone()));
        }
        if (!finds.missing().isEmpty()) {
            faults.add("waited for: " + named(finds.missing()));
        }
        if (!finds.unreadable().isEmpty()) {
            faults.add("cannot be listed: " + named(finds.unreadable()));
        }
        if (!finds.complete()) {
            faults.add(
                    String.format(Locale.ROOT, "more than %,d files match; the others are not watched", WatchSet.MOST));
        }
        if (finds.files().isEmpty()) {
            faults.add("no file matches");
        }
        return faults.isEmpty() ? Optional.empty() : Optional.of(String.join("; ", faults));
    }

    private static String named(Collection<Path> paths) {
        String some = paths.stream()
                .limit(MOST_NAMED)
                .map(path -> Text.printable(path.toString()))
                .collect(Collectors.joining(", "));
        return paths.size() > MOST_NAMED
                ? some + String.format(Locale.ROOT, " and %,d more", paths.size() - MOST_NAMED)
                : some;
    }

    private static String verb(int count) {
        return count == 1 ? "is" : "are";
    }
}
