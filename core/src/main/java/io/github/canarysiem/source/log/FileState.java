package io.github.canarysiem.source.log;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.util.Optional;

/**
 * How a file stood at a moment.
 *
 * @param key device and number of the file, as the system tells them; where it has no numbers, when the file was made
 * @param size in bytes
 * @param modified when it was last written
 */
record FileState(String key, long size, Instant modified) {
    /**
     * The state of what lies at a path; empty if nothing does.
     *
     * @throws IOException if something else than a file lies there, or it cannot be looked at
     */
    static Optional<FileState> of(Path path) throws IOException {
        try {
            BasicFileAttributes found = Files.readAttributes(path, BasicFileAttributes.class);
            if (!found.isRegularFile()) {
                throw new IOException(path + ": is no regular file; name the log file itself");
            }
            Object key = found.fileKey();
            return Optional.of(new FileState(
                    key == null ? found.creationTime().toString() : key.toString(),
                    found.size(),
                    found.lastModifiedTime().toInstant()));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (AccessDeniedException e) {
            throw unreadable(path, e);
        }
    }

    static IOException unreadable(Path path, IOException cause) {
        return new IOException(
                path + ": may not be read; give this process's user the right to read it and to enter its folder",
                cause);
    }
}
