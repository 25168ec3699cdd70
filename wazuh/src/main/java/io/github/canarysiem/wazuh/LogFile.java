package io.github.canarysiem.wazuh;

import java.io.Closeable;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.jspecify.annotations.Nullable;

/**
 * A file of lines that others read, move, truncate and delete while it is written.
 *
 * <p>Plain text, one line after the other, each ended by a line feed. {@link #append} returns when its lines are on disk in the
 * file that the path names. Lines whose {@code append} threw may be there, in whole or in part; a part is followed by a line
 * feed before anything else is written, so it spoils no other line.
 *
 * <p>Streams, not channels: an interrupted thread would close a channel in the middle of a line.
 *
 * <p>Thread-safe: a rotation in the background excludes a write.
 */
final class LogFile implements Closeable {
    private static final Logger LOG = LogManager.getLogger(LogFile.class);
    private static final int ATTEMPTS = 5;

    private final Path path;
    private final FileRights rights;
    private final RotationRule rule;
    private final RotatedFiles aside;
    private final Clock clock;
    private @Nullable Held held;
    private boolean closed;

    /** The file that is open: its identity, its end as we left it, its first line's time and our last write's. */
    private static final class Held {
        final FileOutputStream out;
        final @Nullable Object key;
        final Instant began;
        Instant touched;
        long end;

        Held(FileOutputStream out, @Nullable Object key, Instant began, Instant touched) {
            this.out = out;
            this.key = key;
            this.began = began;
            this.touched = touched;
            this.end = -1;
        }
    }

    LogFile(Path path, FileRights rights, RotationRule rule, Clock clock) {
        this.path = path;
        this.rights = rights;
        this.rule = rule;
        this.aside = new RotatedFiles(path, rule.keep());
        this.clock = clock;
    }

    Path path() {
        return path;
    }

    /**
     * Appends lines and waits until they are on disk.
     *
     * @param lines whole lines, each ended by a line feed
     * @throws IOException if they are not all on disk; what was written of them has been taken back where possible
     */
    synchronized void append(byte[] lines) throws IOException {
        if (closed) {
            throw new IOException("the sink is closed");
        }
        try {
            appendToPath(lines);
        } catch (FileSystemException e) {
            throw new IOException(
                    "the log file cannot be used (" + e.getClass().getSimpleName()
                            + "); check setting \"path\", its folders and their rights",
                    e);
        }
    }

    private void appendToPath(byte[] lines) throws IOException {
        for (int i = 0; i < ATTEMPTS; i++) {
            try {
                if (held != null && isStillThere(held) && rule.isOverdue(Files.size(path))) {
                    rotate();
                }
                Held file = open();
                write(file, lines);
                if (isStillThere(file)) {
                    return;
                }
            } catch (NoSuchFileException e) {
                LOG.debug("The log file was moved away between two looks at it", e);
            }
            LOG.info("The log file was moved away during a write; writing the same lines to its successor");
        }
        throw new IOException("the log file is moved away during every write; let one program rotate it, and rarely");
    }

    /** Puts the file aside if it is due and has been quiet. */
    synchronized void rotateIfQuiet() throws IOException {
        if (held == null || !isStillThere(held)) {
            return;
        }
        Instant now = clock.instant();
        boolean quiet = Duration.between(held.touched, now).compareTo(RotationRule.QUIET) >= 0;
        if (quiet && rule.isDue(Files.size(path), Duration.between(held.began, now))) {
            rotate();
        }
    }

    @Override
    public synchronized void close() {
        closed = true;
        letGo();
    }

    private void letGo() {
        if (held != null) {
            try {
                held.out.close();
            } catch (IOException e) {
                LOG.warn("The log file did not close cleanly; all that was confirmed is on disk", e);
            }
            held = null;
        }
    }

    private void rotate() {
        letGo();
        try {
            aside.put(clock.instant());
            open();
        } catch (IOException e) {
            LOG.warn("The log file cannot be rotated and grows on; give the process the right to write its folder", e);
        }
    }

    private Held open() throws IOException {
        if (held != null && isStillThere(held)) {
            return held;
        }
        letGo();
        createIfMissing();
        Object before = identity();
        FileOutputStream out = new FileOutputStream(path.toFile(), true);
        try {
            if (Objects.equals(before, identity())) {
                Instant now = clock.instant();
                held = new Held(out, before, FirstLine.time(path).orElse(now), now);
                return held;
            }
        } finally {
            if (held == null) {
                out.close();
            }
        }
        throw new NoSuchFileException(path.toString());
    }

    private void createIfMissing() throws IOException {
        Path folder = Objects.requireNonNull(path.getParent(), "an absolute path has a parent");
        Files.createDirectories(folder);
        try {
            rights.create(path);
        } catch (FileAlreadyExistsException e) {
            if (!Files.isRegularFile(path) && Files.exists(path)) {
                throw new IOException(
                        "the setting \"path\" names something that is not a regular file; name another", e);
            }
        }
        if (Files.size(path) == 0) {
            // Also when opening a file that vanished a moment ago has made it, with rights that nobody chose.
            rights.apply(path);
            flush(folder);
        }
    }

    private void write(Held file, byte[] lines) throws IOException {
        long begin = Files.size(path);
        boolean torn = begin != file.end && isTorn(begin);
        try {
            file.out.write(torn ? afterLineFeed(lines) : lines);
            file.out.getFD().sync();
        } catch (IOException e) {
            takeBack(file, begin);
            throw new IOException(
                    "the log file cannot be written (" + e.getMessage() + "); make room or mend its file system", e);
        }
        file.end = begin + lines.length + (torn ? 1 : 0);
        file.touched = clock.instant();
    }

    /** After a failed write nobody knows what is on disk: cut, let go, and look again at the next write. */
    private void takeBack(Held file, long begin) {
        try {
            if (isStillThere(file) && Files.size(path) > begin) {
                try (RandomAccessFile whole = new RandomAccessFile(path.toFile(), "rw")) {
                    whole.setLength(begin);
                    whole.getFD().sync();
                }
            }
        } catch (IOException e) {
            LOG.warn("A part of a line stays in the log file; the next write ends it with a line feed", e);
        }
        letGo();
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

    private boolean isStillThere(Held file) throws IOException {
        try {
            return Objects.equals(file.key, identity());
        } catch (NoSuchFileException e) {
            return false;
        }
    }

    /** Device and inode, where the file system has them. */
    private @Nullable Object identity() throws IOException {
        return Files.readAttributes(path, BasicFileAttributes.class).fileKey();
    }

    /** Makes the file's name survive a power loss; not every file system opens a folder. */
    private static void flush(Path folder) throws IOException {
        if (FileRights.arePossibleAt(folder)) {
            try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
                channel.force(true);
            }
        }
    }
}
