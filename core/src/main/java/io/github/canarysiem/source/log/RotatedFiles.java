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
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;

/**
 * The files that were put aside by rotation: they lie beside the log and bear its name with a number or a date, after it or before its
 * extension, such as {@code a.log.1}, {@code a.log-20261122.gz}, {@code a-2026-11-22.log}. Thread-safe.
 */
final class RotatedFiles {
    private static final Logger LOG = LogManager.getLogger(RotatedFiles.class);
    private static final String COUNTER = "[-._](\\d[-\\d_.:TZ]*|old)";
    private static final String COMPRESSED = ".gz";

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
        /** Opens it to be read on; nobody writes to it any more if it is a copy. */
        Content opened(boolean isCopy) throws IOException {
            return compressed ? new GzipContent(path) : new PlainContent(path, isCopy);
        }

        /** A higher number is an older file, an earlier date, too. */
        private String age() {
            boolean number = counter.matches("\\d{1,4}");
            return number ? "%05d".formatted(10_000 - Integer.parseInt(counter)) : "9" + counter;
        }
    }

    /** The file that was read up to a mark; empty if none of them is it. */
    Optional<RotatedFile> find(Mark mark) throws IOException {
        for (RotatedFile each : all()) {
            boolean renamed = each.state().key().equals(mark.key());
            if (renamed || mark.offset() > 0) {
                try (Content content = each.opened(true)) {
                    if (mark.imprint().isOf(content, mark.offset())) {
                        return Optional.of(each);
                    }
                } catch (NoSuchFileException e) {
                    return find(mark);
                } catch (DamagedException e) {
                    throwIfUnfinished(e);
                }
            }
        }
        return Optional.empty();
    }

    /** Those that were written at this time or later and are none of the marked ones, in the order in which they were the log. */
    List<RotatedFile> unknown(Instant since, List<Mark> marks) throws IOException {
        List<RotatedFile> unknown = new ArrayList<>();
        for (RotatedFile each : all()) {
            if (!each.state().modified().isBefore(since) && !isKnown(each, marks)) {
                unknown.add(each);
            }
        }
        return unknown;
    }

    /** Ends quietly for a file that is damaged for good, and throws what may be well soon. */
    void throwIfUnfinished(DamagedException damage) throws DamagedException {
        if (damage.modified().plus(settling).isAfter(clock.instant())) {
            throw damage;
        }
        LOG.warn("{}; what is in it is lost", damage.getMessage());
    }

    private boolean isKnown(RotatedFile file, List<Mark> marks) throws IOException {
        try (Content content = file.opened(true)) {
            for (Mark mark : marks) {
                boolean unread =
                        mark.offset() == 0 && mark.key().equals(file.state().key());
                if (unread || mark.imprint().isOfWholeOrPart(content, mark.offset())) {
                    return true;
                }
            }
            return false;
        } catch (NoSuchFileException e) {
            return true;
        } catch (DamagedException e) {
            throwIfUnfinished(e);
            return true;
        }
    }

    /** All of them, in the order in which they were the log, without those that are being compressed from another one right now. */
    private List<RotatedFile> all() throws IOException {
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
                .thenComparing(RotatedFile::age));
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
