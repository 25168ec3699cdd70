package io.github.canarysiem.source.honeyfile.inotify;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which watch lies on what: one on each file, and one on the nearest existing folder above it, in which it, or the next folder on the
 * way to it, will appear. Not thread-safe.
 */
final class WatchTable {
    private final InotifyQueue queue;
    private final int mask;
    private final Map<Path, WatchedFile> files = new HashMap<>();
    private final Map<Integer, Set<WatchedFile>> filesOf = new HashMap<>();
    private final Map<Integer, Set<Path>> foldersOf = new HashMap<>();
    private final Map<Path, Integer> watchOf = new HashMap<>();
    private final Map<Path, Set<WatchedFile>> below = new HashMap<>();

    WatchTable(InotifyQueue queue, int mask) {
        this.queue = queue;
        this.mask = mask;
    }

    @Nullable
    WatchedFile file(Path path) {
        return files.get(path);
    }

    List<WatchedFile> all() {
        return List.copyOf(files.values());
    }

    /** The files on which this watch lies. */
    List<WatchedFile> files(int watch) {
        return List.copyOf(filesOf.getOrDefault(watch, Set.of()));
    }

    /** The names of the folder on which this watch lies. */
    List<Path> folders(int watch) {
        return List.copyOf(foldersOf.getOrDefault(watch, Set.of()));
    }

    /** The files to which the way leads through this folder at the moment. */
    List<WatchedFile> below(Path folder) {
        return List.copyOf(below.getOrDefault(folder, Set.of()));
    }

    void add(Path path) throws IOException {
        if (!files.containsKey(path)) {
            WatchedFile file = new WatchedFile(path);
            files.put(path, file);
            try {
                arm(file);
            } catch (IOException e) {
                remove(path);
                throw e;
            }
        }
    }

    void remove(Path path) {
        WatchedFile file = files.remove(path);
        if (file != null) {
            leaveWatch(file);
            leaveFolder(file);
        }
    }

    /** Lets the watches lie where they should by now. */
    void arm(WatchedFile file) throws IOException {
        anchor(file);
        WatchedFile.State before = file.look();
        int watch = before == null ? WatchedFile.NONE : queue.add(file.path, mask);
        if (watch != file.watch) {
            leaveWatch(file);
            file.watch = watch;
            if (watch != WatchedFile.NONE) {
                filesOf.computeIfAbsent(watch, any -> new LinkedHashSet<>()).add(file);
            }
        }
        WatchedFile.State now = watch == WatchedFile.NONE ? null : file.look();
        file.key = now == null ? null : now.key();
        file.links = now == null ? 0 : now.links();
    }

    /** The kernel has taken the watch away; what lay on it has none. */
    void gone(int watch) {
        for (WatchedFile file : filesOf.getOrDefault(watch, Set.of())) {
            file.watch = WatchedFile.NONE;
        }
        filesOf.remove(watch);
        Set<Path> folders = foldersOf.remove(watch);
        if (folders != null) {
            folders.forEach(folder -> watchOf.remove(folder, watch));
        }
    }

    private void anchor(WatchedFile file) throws IOException {
        boolean settled = false;
        while (!settled) {
            Path folder = nearestFolder(file.path.getParent());
            // A folder that appeared meanwhile was not seen: the way is gone once more.
            settled = folder == null
                    || folder.equals(file.path.getParent())
                    || !Files.isDirectory(folder.resolve(file.path.getName(folder.getNameCount())));
            if (file.anchor != null && !file.anchor.equals(folder)) {
                leaveFolder(file);
            }
            file.anchor = folder;
            if (folder != null) {
                below.computeIfAbsent(folder, any -> new LinkedHashSet<>()).add(file);
            }
        }
    }

    private @Nullable Path nearestFolder(@Nullable Path from) throws IOException {
        Path folder = from;
        while (folder != null) {
            int watch = queue.add(folder, InotifyQueue.ENTRIES);
            if (watch >= 0) {
                put(folder, watch);
                return folder;
            }
            folder = folder.getParent();
        }
        return null;
    }

    private void put(Path folder, int watch) {
        Integer before = watchOf.put(folder, watch);
        if (before != null && before != watch) {
            leave(folder, before);
        }
        foldersOf.computeIfAbsent(watch, any -> new LinkedHashSet<>()).add(folder);
    }

    private void leaveWatch(WatchedFile file) {
        Set<WatchedFile> others = filesOf.get(file.watch);
        if (others != null) {
            others.remove(file);
            removeIfUnused(file.watch);
        }
        file.watch = WatchedFile.NONE;
    }

    private void leaveFolder(WatchedFile file) {
        Path folder = file.anchor;
        Collection<WatchedFile> others = folder == null ? null : below.get(folder);
        if (folder != null && others != null) {
            others.remove(file);
            if (others.isEmpty()) {
                below.remove(folder);
                Integer watch = watchOf.remove(folder);
                if (watch != null) {
                    leave(folder, watch);
                }
            }
        }
        file.anchor = null;
    }

    private void leave(Path folder, int watch) {
        Set<Path> names = foldersOf.get(watch);
        if (names != null) {
            names.remove(folder);
            removeIfUnused(watch);
        }
    }

    private void removeIfUnused(int watch) {
        boolean file = !filesOf.getOrDefault(watch, Set.of()).isEmpty();
        boolean folder = !foldersOf.getOrDefault(watch, Set.of()).isEmpty();
        if (!file && !folder) {
            filesOf.remove(watch);
            foldersOf.remove(watch);
            queue.remove(watch);
        }
    }
}
