package io.github.canarysiem.wazuh;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The files that were put aside: named like the log file, a dot, and the UTC time of the rotation, such as {@code
 * incident.log.20261121T210642.123Z}. The names sort by age.
 */
final class RotatedFiles {
    private static final DateTimeFormatter STAMP =
            DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss.SSS'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);
    private static final int ATTEMPTS = 1_000;

    private final Path path;
    private final Path folder;
    private final int keep;
    private final Pattern name;

    RotatedFiles(Path path, int keep) {
        this.path = path;
        this.folder = Objects.requireNonNull(path.getParent(), "an absolute path has a parent");
        this.keep = keep;
        this.name = Pattern.compile(Pattern.quote(fileName(path) + ".") + "\\d{8}T\\d{6}\\.\\d{3}Z");
    }

    /** Renames the log file and deletes the oldest beyond those to keep. */
    void put(Instant now) throws IOException {
        Path target = free(now);
        Files.move(path, target);
        List<Path> all = all();
        for (Path old : all.subList(0, Math.max(0, all.size() - keep))) {
            Files.deleteIfExists(old);
        }
    }

    /** All files that were put aside, oldest first. */
    List<Path> all() throws IOException {
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.filter(entry -> name.matcher(fileName(entry)).matches())
                    .sorted()
                    .toList();
        }
    }

    private Path free(Instant now) throws IOException {
        for (int i = 0; i < ATTEMPTS; i++) {
            Path target = folder.resolve(fileName(path) + "." + STAMP.format(now.plusMillis(i)));
            if (Files.notExists(target)) {
                return target;
            }
        }
        throw new FileAlreadyExistsException("every name for the file to put aside is taken");
    }

    private static String fileName(Path file) {
        return Objects.requireNonNull(file.getFileName(), "a log file has a name")
                .toString();
    }
}
