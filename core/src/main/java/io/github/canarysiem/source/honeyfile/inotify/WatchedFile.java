package io.github.canarysiem.source.honeyfile.inotify;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What is known of one file that is watched. Guarded by its {@link WatchTable}. */
final class WatchedFile {
    /** No watch is on it. */
    static final int NONE = -1;

    final Path path;
    /** Number of the watch on the file itself. */
    int watch = NONE;
    /** The nearest folder above it that exists; null if it is not known. */
    @Nullable
    Path anchor;
    /** What tells the file from one that took its place; null if there is none. */
    @Nullable
    Object key;
    /** How many names it has. */
    int links;

    WatchedFile(Path path) {
        this.path = path;
    }

    /** How it stands on the disk; null if it is not there. */
    @Nullable
    State look() {
        try {
            Map<String, Object> now = Files.readAttributes(path, "unix:fileKey,nlink");
            Object key = now.get("fileKey");
            return key != null && now.get("nlink") instanceof Integer links ? new State(key, links) : null;
        } catch (IOException e) {
            return null;
        }
    }

    /**
     * How a file stands.
     *
     * @param key device and number
     * @param links how many names it has
     */
    record State(Object key, int links) {}
}
