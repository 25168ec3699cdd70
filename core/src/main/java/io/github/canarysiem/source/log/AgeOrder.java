package io.github.canarysiem.source.log;

import java.math.BigInteger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;

/**
 * The order in which rotated files were the log, as their names tell it: the earlier of two dates is older, and the higher of two
 * numbers, too, unless most files with higher numbers were written later. Where a log has files of both kinds, those kinds come
 * first of which nothing was written lately.
 */
final class AgeOrder {
    private static final int LONGEST_NUMBER = 4;
    private static final Comparator<LogFile> BY_COUNTER = Comparator.comparing(
                    (LogFile file) -> file.counter(), AgeOrder::compareCounters)
            .thenComparing(LogFile::path);

    private AgeOrder() {}

    /** These files, oldest first. */
    static List<LogFile> of(List<LogFile> files) {
        List<LogFile> numbered = new ArrayList<>(
                files.stream().filter(AgeOrder::isNumbered).sorted(BY_COUNTER).toList());
        List<LogFile> dated = files.stream()
                .filter(file -> !isNumbered(file))
                .sorted(BY_COUNTER)
                .toList();
        // One that is compressed right now is younger than it will be.
        if (!isAscending(numbered.stream().filter(file -> !file.isBeingMade()).toList())) {
            Collections.reverse(numbered);
        }
        List<LogFile> ordered = new ArrayList<>(numbered);
        ordered.addAll(lastWritten(dated).isBefore(lastWritten(numbered)) ? 0 : numbered.size(), dated);
        return ordered;
    }

    private static boolean isNumbered(LogFile file) {
        return file.counter().length() <= LONGEST_NUMBER
                && file.counter().chars().allMatch(Character::isDigit);
    }

    private static boolean isAscending(List<LogFile> numbered) {
        int later = 0;
        for (int i = 1; i < numbered.size(); i++) {
            later += Integer.signum(modified(numbered.get(i)).compareTo(modified(numbered.get(i - 1))));
        }
        return later > 0;
    }

    private static Instant lastWritten(List<LogFile> files) {
        return files.stream()
                .map(AgeOrder::modified)
                .max(Comparator.naturalOrder())
                .orElse(Instant.MIN);
    }

    private static Instant modified(LogFile file) {
        return file.state().modified();
    }

    /** Compares number by number: the second rotation of a day comes before the tenth. */
    private static int compareCounters(String one, String other) {
        List<String> ones = parts(one);
        List<String> others = parts(other);
        for (int i = 0; i < Math.min(ones.size(), others.size()); i++) {
            int order = new BigInteger(ones.get(i)).compareTo(new BigInteger(others.get(i)));
            if (order != 0) {
                return order;
            }
        }
        return Integer.compare(ones.size(), others.size());
    }

    private static List<String> parts(String counter) {
        return Arrays.stream(counter.split("\\D+", -1))
                .filter(part -> !part.isEmpty())
                .toList();
    }
}
