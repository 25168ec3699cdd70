package io.github.canarysiem.source.honeyfile.fanotify;

import io.github.canarysiem.source.honeyfile.linux.OpenFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Which files are marked in the group, and under which name they were given to us: a file that is opened by another link, over another
 * mount or after it was moved is known by its device and number. Thread-safe; looking a name up waits for nobody.
 */
final class Marks {
    private final FanotifyGroup group;
    private final Map<Path, Mark> marks = new ConcurrentHashMap<>();
    private final Map<String, List<Path>> names = new ConcurrentHashMap<>();

    private record Mark(String key, boolean folder) {}

    Marks(FanotifyGroup group) {
        this.group = group;
    }

    /**
     * Marks a file or folder, if it exists and is not marked; a file that has taken its place, too.
     *
     * @return whether it exists
     */
    synchronized boolean mark(Path path) throws IOException {
        BasicFileAttributes attributes;
        try {
            attributes = Files.readAttributes(path, BasicFileAttributes.class);
        } catch (NoSuchFileException | NotDirectoryException e) {
            return false;
        }
        if (!attributes.isRegularFile() && !attributes.isDirectory()) {
            throw new IOException(path + " is neither a file nor a folder: it cannot be watched");
        }
        Mark now = new Mark(OpenFile.key(attributes), attributes.isDirectory());
        // Again even if it was: the number may have been given to a new file.
        group.mark(path, now.folder());
        Mark before = marks.put(path, now);
        if (before != null && !before.equals(now)) {
            removeName(before.key(), path);
        }
        names.merge(
                now.key(),
                List.of(path),
                (some, one) -> some.contains(path)
                        ? some
                        : Stream.concat(some.stream(), one.stream()).toList());
        return true;
    }

    synchronized void forget(Path path) {
        Mark mark = marks.remove(path);
        if (mark != null && !removeName(mark.key(), path)) {
            group.unmark(path, mark.folder());
        }
    }

    /** The name of a file; null if it is not watched any more. */
    @Nullable
    Path name(OpenFile file) {
        List<Path> known = names.get(file.key());
        if (known != null && known.size() == 1) {
            return known.get(0);
        }
        Path link = Path.of(file.link());
        if (known != null) {
            return known.contains(link) ? link : known.get(0);
        }
        return marks.containsKey(link) ? link : null;
    }

    /** Whether other names are left. */
    private boolean removeName(String key, Path path) {
        List<Path> left = names.computeIfPresent(key, (same, paths) -> {
            List<Path> others =
                    paths.stream().filter(each -> !each.equals(path)).toList();
            return others.isEmpty() ? null : others;
        });
        return left != null;
    }
}
