package io.github.canarysiem.source.honeyfile;

import java.io.IOException;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Finds the files that the configured paths mean. Only regular files count, and symbolic links to them; links to folders are not
 * followed inside a pattern. A file is known by where it really lies. Thread-safe.
 */
final class WatchSet {
    private static final Logger LOG = LogManager.getLogger(WatchSet.class);

    /** More files are not watched: a pattern such as {@code /**} is a mistake. */
    static final int MOST = 100_000;

    private final List<PathPattern> patterns;
    private final int most;
    private final Set<PathPattern> seenAsFolder = ConcurrentHashMap.newKeySet();

    WatchSet(List<PathPattern> patterns) {
        this(patterns, MOST);
    }

    WatchSet(List<PathPattern> patterns, int most) {
        this.patterns = patterns;
        this.most = most;
    }

    /** Looks now. */
    Finds find() {
        Search search = new Search();
        int hopeless = 0;
        for (PathPattern pattern : patterns) {
            hopeless += search.run(pattern) ? 0 : 1;
        }
        return new Finds(
                search.files,
                search.missing,
                search.gone,
                search.unreadable,
                search.complete,
                hopeless == patterns.size());
    }

    /** Whether a file that exists or not is meant. */
    boolean covers(Path file) {
        return patterns.stream().anyMatch(pattern -> pattern.covers(file));
    }

    /** Whether a file cannot be there because the folder that the configuration names is not. */
    boolean isGoneWithItsFolder(Path file) {
        return patterns.stream()
                .filter(pattern -> pattern.covers(file))
                .map(pattern -> pattern.folder() || seenAsFolder.contains(pattern)
                        ? pattern.base()
                        : pattern.base().getParent())
                .anyMatch(folder -> folder != null && !Files.isDirectory(folder));
    }

    /** The folders and files that are named. */
    List<Path> bases() {
        return patterns.stream().map(PathPattern::base).toList();
    }

    /** Whether a file stands in the configuration by its own name. */
    boolean names(Path file) {
        return patterns.stream()
                .anyMatch(pattern -> pattern.matcher() == null && pattern.base().equals(file));
    }

    private final class Search {
        final Map<Path, Path> files = new LinkedHashMap<>();
        final Set<Path> missing = new LinkedHashSet<>();
        final Set<Path> gone = new LinkedHashSet<>();
        final Set<Path> unreadable = new LinkedHashSet<>();
        boolean complete = true;

        /** Whether there is any place at which to look. */
        boolean run(PathPattern pattern) {
            if (Files.isDirectory(pattern.base())) {
                seenAsFolder.add(pattern);
                walk(pattern);
                return true;
            }
            if (pattern.folder() || seenAsFolder.contains(pattern)) {
                gone.add(pattern.base());
                return false;
            }
            if (Files.isRegularFile(pattern.base())) {
                add(pattern.base());
                return true;
            }
            return await(pattern.base());
        }

        private boolean await(Path file) {
            Path parent = file.getParent();
            if (parent == null || !Files.isDirectory(parent)) {
                gone.add(parent == null ? file : parent);
                return false;
            }
            try {
                Path real = parent.toRealPath().resolve(String.valueOf(file.getFileName()));
                files.put(real, file);
                missing.add(real);
            } catch (IOException e) {
                unreadable.add(parent);
            }
            return true;
        }

        private void walk(PathPattern pattern) {
            try {
                Path realBase = pattern.base().toRealPath();
                Files.walkFileTree(
                        realBase,
                        EnumSet.noneOf(FileVisitOption.class),
                        pattern.depth(),
                        new Visitor(pattern, realBase));
            } catch (IOException e) {
                unreadable.add(pattern.base());
            }
        }

        private void add(Path file) {
            try {
                files.putIfAbsent(file.toRealPath(), file);
            } catch (IOException e) {
                LOG.debug("a file has gone while it was looked at; the next search will tell", e);
            }
        }

        private final class Visitor extends SimpleFileVisitor<Path> {
            private final PathPattern pattern;
            private final Path realBase;

            Visitor(PathPattern pattern, Path realBase) {
                this.pattern = pattern;
                this.realBase = realBase;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                boolean regular =
                        attributes.isRegularFile() || (attributes.isSymbolicLink() && Files.isRegularFile(file));
                Path named = pattern.base().resolve(realBase.relativize(file));
                if (regular && pattern.covers(named)) {
                    if (files.size() >= most) {
                        complete = false;
                        return FileVisitResult.TERMINATE;
                    }
                    files.putIfAbsent(attributes.isSymbolicLink() ? file.toRealPath() : file, named);
                }
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException e) {
                if (Files.isDirectory(file, LinkOption.NOFOLLOW_LINKS)) {
                    unreadable.add(file);
                }
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException e) {
                return FileVisitResult.CONTINUE;
            }
        }
    }
}
