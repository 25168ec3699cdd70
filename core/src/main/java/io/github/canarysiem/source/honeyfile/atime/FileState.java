package io.github.canarysiem.source.honeyfile.atime;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributeView;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a file system tells about a file without opening it.
 *
 * @param accessed its time of access
 * @param modified its time of modification
 * @param changed when its attributes changed; null where nobody knows
 * @param size in bytes
 * @param key tells it apart from another file that takes its name; empty where nobody knows
 * @param rights mode, owner and group as one text; empty where nobody knows
 * @param links how many names it has; 1 where nobody knows
 */
public record FileState(
        Instant accessed,
        Instant modified,
        @Nullable Instant changed,
        long size,
        String key,
        String rights,
        int links) {
    private static final String UNIX =
            "unix:isRegularFile,lastAccessTime,lastModifiedTime,ctime,size,ino,dev,mode,uid,gid,nlink";

    /**
     * The state of a regular file; empty if there is none.
     *
     * @throws IOException if nobody lets us look
     */
    public static Optional<FileState> of(Path file) throws IOException {
        try {
            return file.getFileSystem().supportedFileAttributeViews().contains("unix")
                    ? unix(Files.readAttributes(file, UNIX))
                    : basic(Files.readAttributes(file, BasicFileAttributes.class));
        } catch (NoSuchFileException | NotDirectoryException e) {
            return Optional.empty();
        } catch (IOException e) {
            if (isNoFolder(e)) {
                return Optional.empty();
            }
            throw e;
        }
    }

    /**
     * Whether the next read will move the time of access on a file system that moves it only once after each change ({@code
     * relatime}).
     */
    public boolean isArmed() {
        return !accessed.isAfter(modified) || (changed != null && !accessed.isAfter(changed));
    }

    /**
     * Makes sure that the next read moves the time of access: writes the time that is there once more, which moves only the time of
     * change.
     *
     * @return whether it is armed now; if the kernel's clock has not ticked since the last read it is not, and a later try succeeds
     * @throws IOException if the file is not ours, or its file system is read-only
     */
    public boolean arm(Path file) throws IOException {
        Files.getFileAttributeView(file, BasicFileAttributeView.class).setTimes(null, FileTime.from(accessed), null);
        return of(file).map(FileState::isArmed).orElse(false);
    }

    /** The same with another time of change. */
    FileState withChanged(@Nullable Instant other) {
        return new FileState(accessed, modified, other, size, key, rights, links);
    }

    private static Optional<FileState> unix(Map<String, Object> found) {
        if (!Boolean.TRUE.equals(found.get("isRegularFile"))) {
            return Optional.empty();
        }
        return Optional.of(new FileState(
                time(found, "lastAccessTime"),
                time(found, "lastModifiedTime"),
                time(found, "ctime"),
                (Long) Objects.requireNonNull(found.get("size")),
                found.get("dev") + ":" + found.get("ino"),
                found.get("mode") + ":" + found.get("uid") + ":" + found.get("gid"),
                (Integer) Objects.requireNonNull(found.get("nlink"))));
    }

    private static Optional<FileState> basic(BasicFileAttributes found) {
        if (!found.isRegularFile()) {
            return Optional.empty();
        }
        return Optional.of(new FileState(
                found.lastAccessTime().toInstant(),
                found.lastModifiedTime().toInstant(),
                null,
                found.size(),
                Objects.toString(found.fileKey(), ""),
                "",
                1));
    }

    private static Instant time(Map<String, Object> found, String name) {
        return ((FileTime) Objects.requireNonNull(found.get(name))).toInstant();
    }

    /** A folder on the way that has become a file. */
    private static boolean isNoFolder(IOException e) {
        return String.valueOf(e.getMessage()).endsWith("Not a directory");
    }
}
