package io.github.canarysiem.wazuh;

import java.io.Closeable;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.util.Objects;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.jspecify.annotations.Nullable;

/**
 * A log file that is open for appending, and knows whether its path still means it. Java cannot ask an open file for its inode:
 * it is the one that the path had both before and after the file was opened.
 *
 * <p>Streams, not channels: an interrupted thread would close a channel in the middle of a line. Not thread-safe.
 */
final class HeldFile implements Closeable {
    private static final Logger LOG = LogManager.getLogger(HeldFile.class);

    private final Path path;
    private final FileOutputStream out;
    private final @Nullable Object key;
    private final Instant began;
    private Instant touched;
    private long end = -1;

    private HeldFile(Path path, FileOutputStream out, @Nullable Object key, Instant began, Instant touched) {
        this.path = path;
        this.out = out;
        this.key = key;
        this.began = began;
        this.touched = touched;
    }

    /**
     * Opens a file that is there.
     *
     * @throws NoSuchFileException if it was moved away meanwhile
     */
    static HeldFile open(Path path, Instant now) throws IOException {
        Object before = identity(path);
        FileOutputStream out = new FileOutputStream(path.toFile(), true);
        boolean same = false;
        try {
            same = Objects.equals(before, identity(path));
            if (!same) {
                throw new NoSuchFileException(path.toString());
            }
            return new HeldFile(path, out, before, FirstLine.time(path).orElse(now), now);
        } finally {
            if (!same) {
                out.close();
            }
        }
    }

    /** When its first line was seen. */
    Instant began() {
        return began;
    }

    /** When it was opened or last written. */
    Instant touched() {
        return touched;
    }

    boolean isStillThere() throws IOException {
        try {
            return Objects.equals(key, identity(path));
        } catch (NoSuchFileException e) {
            return false;
        }
    }

    /**
     * Appends and waits until it is on disk. A line that someone left without an end is ended before.
     *
     * @throws IOException if that failed; what was written is taken back where possible, and this object is of no more use
     */
    void append(byte[] lines, Instant now) throws IOException {
        long begin = Files.size(path);
        boolean torn = begin != end && isTorn(begin);
        try {
            out.write(torn ? afterLineFeed(lines) : lines);
            out.getFD().sync();
        } catch (IOException e) {
            takeBack(begin);
            throw new IOException(
                    "the log file cannot be written (" + e.getMessage() + "); make room or mend its file system", e);
        }
        end = begin + lines.length + (torn ? 1 : 0);
        touched = now;
    }

    @Override
    public void close() {
        try {
            out.close();
        } catch (IOException e) {
            LOG.warn("The log file did not close cleanly; all that was confirmed is on disk", e);
        }
    }

    private void takeBack(long begin) {
        try {
            if (isStillThere() && Files.size(path) > begin) {
                try (RandomAccessFile whole = new RandomAccessFile(path.toFile(), "rw")) {
                    whole.setLength(begin);
                    whole.getFD().sync();
                }
            }
        } catch (IOException e) {
            LOG.warn("A part of a line stays in the log file; the next write ends it with a line feed", e);
        }
    }

    private boolean isTorn(long size) throws IOException {
        if (size == 0) {
            return false;
        }
        try (RandomAccessFile whole = new RandomAccessFile(path.toFile(), "r")) {
            whole.seek(size - 1);
            return whole.read() != '\n';
        }
    }

    private static byte[] afterLineFeed(byte[] lines) {
        byte[] both = new byte[lines.length + 1];
        both[0] = '\n';
        System.arraycopy(lines, 0, both, 1, lines.length);
        return both;
    }

    /** Device and inode, where the file system has them. */
    private static @Nullable Object identity(Path path) throws IOException {
        return Files.readAttributes(path, BasicFileAttributes.class).fileKey();
    }
}
