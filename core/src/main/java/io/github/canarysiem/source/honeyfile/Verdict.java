package io.github.canarysiem.source.honeyfile;

import io.github.canarysiem.json.Text;
import io.github.canarysiem.source.honeyfile.detector.Attribution;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.StringJoiner;
import java.util.stream.Collectors;

/**
 * What is seen, and what is not.
 *
 * @param covers how many files each detector covers
 * @param blind files of which no read is seen, and why
 * @param faults why detectors that were tried are not used
 * @param proved how many files a real read has proved
 * @param remote how many lie where other machines can reach them unseen
 */
record Verdict(List<Cover> covers, Map<Path, String> blind, List<String> faults, int proved, int remote) {
    private static final int MOST_NAMED = 3;

    /** Copies all of it. */
    Verdict {
        covers = List.copyOf(covers);
        blind = Map.copyOf(blind);
        faults = List.copyOf(faults);
    }

    /**
     * What one detector covers.
     *
     * @param files how many files
     */
    record Cover(String detector, Attribution attribution, int files) {}

    /** How many files are covered. */
    int covered() {
        return covers.stream().mapToInt(Cover::files).sum();
    }

    /** Whether no read of any file is seen although there are files. */
    boolean isBlind() {
        return covered() == 0 && !blind.isEmpty();
    }

    /** All of it in one line. */
    String sentence() {
        int all = covered() + blind.size();
        StringJoiner line = new StringJoiner("; ");
        line.add(covers.stream()
                .map(cover -> String.format(
                        Locale.ROOT,
                        "%s sees reads of %,d of %,d files (attribution %s)",
                        cover.detector(),
                        cover.files(),
                        all,
                        cover.attribution().code()))
                .collect(Collectors.joining("; ")));
        if (proved > 0) {
            line.add(String.format(Locale.ROOT, "%,d proved by a read", proved));
        }
        if (!blind.isEmpty()) {
            line.add("reads are not seen of " + named());
        }
        if (remote > 0) {
            line.add(String.format(
                    Locale.ROOT, "%,d on network file systems, where other machines are not seen", remote));
        }
        faults.forEach(line::add);
        return line.toString();
    }

    private String named() {
        String some = blind.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .limit(MOST_NAMED)
                .map(entry -> Text.printable(entry.getKey() + " (" + entry.getValue() + ")"))
                .collect(Collectors.joining(", "));
        return blind.size() > MOST_NAMED
                ? some + String.format(Locale.ROOT, " and %,d more", blind.size() - MOST_NAMED)
                : some;
    }
}
