package io.github.canarysiem.source.log;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The log and the files that were put aside by rotation: they lie beside it and bear its name with a number or a date, after it or
 * before its extension, such as {@code a.log.1}, {@code a.log-20261122.gz}, {@code a-2026-11-22.log}. Not thread-safe.
 */
final class LogFolder {
    private static final String COUNTER = "[-._](\\d[-\\d_.:TZ]*|old)";
    private static final String COMPRESSED = ".gz";
    private static final int MOST_LOOKS = 20;
    /** File systems tell the time of a change less exactly than the clock: a folder can change again and look the same. */
    private static final Duration COARSE = Duration.ofSeconds(2);

    private final Path log;
    private final Path folder;
    private final Pattern names;
    private final Clock clock;
    private Optional<Instant> modified = Optional.empty();
    private Instant looked = Instant.MIN;

    LogFolder(Path log, Clock clock) {
        this.log = log.toAbsolutePath();
        this.folder = this.log.resolveSibling("");
        this.clock = clock;
        String name = String.valueOf(log.getFileName());
        int dot = name.lastIndexOf('.');
        String appended = Pattern.quote(name) + COUNTER;
        String inserted = dot <= 0
                ? appended
                : Pattern.quote(name.substring(0, dot)) + COUNTER + Pattern.quote(name.substring(dot));
        this.names = Pattern.compile("(?:" + appended + "|" + inserted + ")(\\.gz)?");
    }

    /** Whether names may have changed since they were last looked at. */
    boolean mayHaveChanged() throws IOException {
        return !modified().equals(modified)
                || modified.filter(time -> time.plus(COARSE).isBefore(looked)).isEmpty();
    }

    /**
     * All of them, in the order in which they were the log, which comes last. While names are given on, a look into the folder can miss
     * a file: two that see the same have missed none.
     */
    List<LogFile> files() throws IOException {
        Map<Path, String> before = Map.of();
        for (int attempt = 0; attempt < MOST_LOOKS; attempt++) {
            looked = clock.instant();
            modified = modified();
            try {
                List<LogFile> now = look();
                Map<Path, String> keys = now.stream().collect(Collectors.toMap(LogFile::path, LogFile::key));
                if (attempt > 0 && keys.equals(before)) {
                    return now;
                }
                before = keys;
            } catch (NoSuchFileException e) {
                before = Map.of();
            }
        }
        throw renamedAllTheTime();
    }

    /** What to say when nothing stays where it is. */
    IOException renamedAllTheTime() {
        return new IOException(log + ": the files beside it are renamed all the time; it is tried again");
    }

    private Optional<Instant> modified() throws IOException {
        try {
            return Optional.of(Files.getLastModifiedTime(folder).toInstant());
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }

    /** Throws if a name was taken away meanwhile: it may have been given to a file that was not seen. */
    private List<LogFile> look() throws IOException {
        if (modified.isEmpty()) {
            return List.of();
        }
        Map<Path, Matcher> rotated = new HashMap<>();
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder)) {
            for (Path entry : entries) {
                Matcher matcher = names.matcher(String.valueOf(entry.getFileName()));
                if (matcher.matches() && isFile(entry)) {
                    rotated.put(entry, matcher);
                }
            }
        }
        List<LogFile> found = new ArrayList<>();
        for (Map.Entry<Path, Matcher> each : rotated.entrySet()) {
            found.add(rotated(each.getKey(), each.getValue(), rotated.keySet()));
        }
        List<LogFile> ordered = new ArrayList<>(AgeOrder.of(found));
        Optional<FileState> state = FileState.of(log);
        if (state.isPresent()) {
            // The log may be a link to a file beside it.
            ordered.removeIf(file -> file.key().equals(state.get().key()));
            ordered.add(new LogFile(log, state.get(), "", false, false));
        }
        return ordered;
    }

    private static boolean isFile(Path entry) throws IOException {
        try {
            return Files.readAttributes(entry, BasicFileAttributes.class).isRegularFile();
        } catch (NoSuchFileException e) {
            if (Files.isSymbolicLink(entry)) {
                return false;
            }
            throw e;
        }
    }

    private static LogFile rotated(Path entry, Matcher matcher, Set<Path> beside) throws IOException {
        String name = String.valueOf(entry.getFileName());
        FileState state = FileState.of(entry).orElseThrow(() -> new NoSuchFileException(entry.toString()));
        boolean compressed = matcher.group(3) != null;
        String plain = compressed ? name.substring(0, name.length() - COMPRESSED.length()) : name;
        boolean isBeingMade = compressed && beside.contains(entry.resolveSibling(plain));
        String counter = matcher.group(1) == null ? matcher.group(2) : matcher.group(1);
        return new LogFile(entry, state, String.valueOf(counter), compressed, isBeingMade);
    }
}
