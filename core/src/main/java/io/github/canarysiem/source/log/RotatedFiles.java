package io.github.canarysiem.source.log;

import io.github.canarysiem.source.log.GzipContent.DamagedException;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;

/**
 * The files that were put aside by rotation: they lie beside the log and bear its name with a number or a date, after it or before its
 * extension, such as {@code a.log.1}, {@code a.log-20261122.gz}, {@code a-2026-11-22.log}. Thread-safe.
 *
 * <p>A {@link NoSuchFileException} of any method means that a name was given on meanwhile, and that it has to be asked again.
 */
final class RotatedFiles {
    private static final Logger LOG = LogManager.getLogger(RotatedFiles.class);
    private static final String COUNTER = "[-._](\\d[-\\d_.:TZ]*|old)";
    private static final String COMPRESSED = ".gz";
    private static final int MOST_LOOKS = 20;

    private final Path log;
    private final Pattern names;
    private final Duration settling;
    private final Clock clock;

    /**
     * The rotated files of a log.
     *
     * @param settling how long an incomplete compressed file must be quiet until nobody is expected to complete it
     */
    RotatedFiles(Path log, Duration settling, Clock clock) {
        this.log = log.toAbsolutePath();
        this.settling = settling;
        this.clock = clock;
        String name = String.valueOf(log.getFileName());
        int dot = name.lastIndexOf('.');
        String appended = Pattern.quote(name) + COUNTER;
        String inserted = dot <= 0
                ? appended
                : Pattern.quote(name.substring(0, dot)) + COUNTER + Pattern.quote(name.substring(dot));
        this.names = Pattern.compile("(?:" + appended + "|" + inserted + ")(\\.gz)?");
    }

    /**
     * A file that was put aside.
     *
     * @param counter its number or date
     */
    record RotatedFile(Path path, FileState state, String counter, boolean compressed) {
        /**
         * Opens it to be read on; nobody writes to it any more if it is a copy.
         *
         * @throws NoSuchFileException if its name was given on meanwhile
         */
        Content opened(boolean isCopy) throws IOException {
            Content content = compressed ? new GzipContent(path) : new PlainContent(path, isCopy);
            if (FileState.of(path).filter(now -> now.key().equals(state.key())).isEmpty()) {
                content.close();
                throw new NoSuchFileException(path.toString());
            }
            return content;
        }

        /** A higher number is an older file, an earlier date, too. */
        private String age() {
            boolean number = counter.matches("\\d{1,4}");
            return number ? "%05d".formatted(10_000 - Integer.parseInt(counter)) : "9" + counter;
        }
    }

    /** The file that was read up to a mark: the same one under another name or, where no name is left to it, a copy. */
    Optional<RotatedFile> find(Mark mark, Set<String> followed) throws IOException {
        List<RotatedFile> all = all();
        Optional<RotatedFile> renamed = first(
                all,
                (file, content) ->
                        file.state().key().equals(mark.key()) && mark.imprint().isOf(content, mark.offset()));
        if (renamed.isPresent() || mark.offset() == 0) {
            return renamed;
        }
        return first(
                all,
                (file, content) ->
                        !followed.contains(file.state().key()) && mark.imprint().isOf(content, mark.offset()));
    }

    /**
     * A copy that was made before the file was read up to a mark, and emptied after that: all that is in it was read.
     *
     * @param since when the file was last written
     */
    Optional<RotatedFile> findOlderCopy(Mark mark, Instant since, Set<String> followed) throws IOException {
        return first(
                all(),
                (file, content) -> !followed.contains(file.state().key())
                        && !file.state().modified().isBefore(since)
                        && mark.imprint().beginsAs(content)
                        && content.size() < mark.offset());
    }

    /** Those that were written at this time or later, in the order in which they were the log. */
    List<RotatedFile> writtenSince(Instant time) throws IOException {
        return all().stream()
                .filter(file -> !file.state().modified().isBefore(time))
                .toList();
    }

    /** Which of the files that were read to their ends a file is; a longer one that only begins like one of them is another. */
    Optional<Mark> known(RotatedFile file, List<Mark> marks) throws IOException {
        for (Mark mark : marks) {
            boolean renamed = mark.key().equals(file.state().key());
            boolean same = mark.offset() > 0
                    && first(
                                    List.of(file),
                                    (found, content) -> mark.imprint().isOf(content, mark.offset())
                                            && (renamed || content.size() == mark.offset()))
                            .isPresent();
            if (same) {
                return Optional.of(mark);
            }
        }
        return Optional.empty();
    }

    /** Ends quietly for a file that is damaged for good, and throws what may be well soon. */
    void throwIfUnfinished(DamagedException damage) throws DamagedException {
        if (damage.modified().plus(settling).isAfter(clock.instant())) {
            throw damage;
        }
        LOG.warn("{}; what is in it is lost", damage.getMessage());
    }

    /** What is asked of a file. */
    @FunctionalInterface
    private interface Question {
        boolean isTrue(RotatedFile file, Content content) throws IOException;
    }

    /** The first file for which it is true; one that is damaged is passed over. */
    private Optional<RotatedFile> first(List<RotatedFile> files, Question question) throws IOException {
        for (RotatedFile each : files) {
            try (Content content = each.opened(true)) {
                if (question.isTrue(each, content)) {
                    return Optional.of(each);
                }
            } catch (DamagedException e) {
                throwIfUnfinished(e);
            }
        }
        return Optional.empty();
    }

    /**
     * All of them, in the order in which they were the log, without those that are being compressed from another one right now. While
     * names are given on, a look into the folder can miss a file: two that see the same have missed none.
     */
    private List<RotatedFile> all() throws IOException {
        Map<Path, String> before = Map.of();
        for (int attempt = 0; attempt < MOST_LOOKS; attempt++) {
            List<RotatedFile> now = look();
            Map<Path, String> names = now.stream()
                    .collect(Collectors.toMap(
                            RotatedFile::path, file -> file.state().key()));
            if (attempt > 0 && names.equals(before)) {
                return now;
            }
            before = names;
        }
        throw new IOException(log + ": the files beside it are renamed all the time; it is tried again");
    }

    private List<RotatedFile> look() throws IOException {
        List<RotatedFile> found = new ArrayList<>();
        Path folder = log.getParent();
        if (folder == null) {
            return found;
        }
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder)) {
            for (Path entry : entries) {
                rotated(entry).ifPresent(found::add);
            }
        } catch (NoSuchFileException e) {
            return List.of();
        }
        found.sort(Comparator.comparing((RotatedFile each) -> each.state().modified())
                .thenComparing(RotatedFile::age)
                .thenComparing(RotatedFile::path));
        return found;
    }

    private Optional<RotatedFile> rotated(Path entry) throws IOException {
        String name = String.valueOf(entry.getFileName());
        Matcher matcher = names.matcher(name);
        if (!matcher.matches() || !Files.isRegularFile(entry)) {
            return Optional.empty();
        }
        boolean compressed = matcher.group(3) != null;
        String plain = compressed ? name.substring(0, name.length() - COMPRESSED.length()) : name;
        if (compressed && Files.exists(entry.resolveSibling(plain))) {
            return Optional.empty();
        }
        String counter = matcher.group(1) == null ? matcher.group(2) : matcher.group(1);
        return FileState.of(entry)
                .filter(state -> state.size() > 0)
                .map(state -> new RotatedFile(entry, state, String.valueOf(counter), compressed));
    }
}
