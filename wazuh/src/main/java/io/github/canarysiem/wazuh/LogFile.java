package io.github.canarysiem.wazuh;

import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
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
    private @Nullable HeldFile held;
    private boolean closed;

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

    FileRights rights() {
        return rights;
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
                if (held != null && held.isStillThere() && rule.isOverdue(Files.size(path))) {
                    rotate();
                }
                HeldFile file = open();
                write(file, lines);
                if (file.isStillThere()) {
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
        if (held == null || !held.isStillThere()) {
            return;
        }
        Instant now = clock.instant();
        boolean quiet = Duration.between(held.touched(), now).compareTo(RotationRule.QUIET) >= 0;
        if (quiet && rule.isDue(Files.size(path), Duration.between(held.began(), now))) {
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
            held.close();
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

    private HeldFile open() throws IOException {
        if (held != null && held.isStillThere()) {
            return held;
        }
        letGo();
        createIfMissing();
        held = HeldFile.open(path, clock.instant());
        return held;
    }

    private void createIfMissing() throws IOException {
        Path folder = Objects.requireNonNull(path.getParent(), "an absolute path has a parent");
        Files.createDirectories(folder);
        try {
            rights.create(path);
        } catch (FileAlreadyExistsException e) {
            if (Files.isSymbolicLink(path) ? !Files.isRegularFile(path) : isSomethingElse()) {
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

    private boolean isSomethingElse() {
        return Files.exists(path) && !Files.isRegularFile(path);
    }

    /** After a failed write nobody knows what is on disk: the next one opens the file again and looks. */
    private void write(HeldFile file, byte[] lines) throws IOException {
        boolean written = false;
        try {
            file.append(lines, clock.instant());
            written = true;
        } finally {
            if (!written) {
                letGo();
            }
        }
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
