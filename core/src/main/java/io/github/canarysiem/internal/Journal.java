package io.github.canarysiem.internal;

import io.github.canarysiem.pipeline.JournalDamagedException;
import io.github.canarysiem.pipeline.JournalLimits;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.SQLException;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteConfig.SynchronousMode;

/**
 * The journal's file and the connections to it. All that must survive lies in this one file, {@code journal.db} (SQLite, WAL,
 * {@code synchronous=FULL}); its tables are those of {@link Schema}.
 *
 * <p>Two connections write, under one lock: a durable one for all that an outcome or an upstream depends on, and a relaxed one
 * for cursors, whose loss by a power cut only causes a second delivery.
 */
public final class Journal implements AutoCloseable {
    static final int VERSION = 1;
    private static final String FILE = "journal.db";

    final ReentrantLock writing = new ReentrantLock();
    final Database durable;
    final Database relaxed;
    final Path file;
    final JournalLimits limits;
    private final Signal appended = new Signal();
    private final ReentrantLock viewing = new ReentrantLock();
    private final Database view;
    private volatile @Nullable String refusal;

    private Journal(Path file, JournalLimits limits, Database durable, Database relaxed, Database view) {
        this.file = file;
        this.limits = limits;
        this.durable = durable;
        this.relaxed = relaxed;
        this.view = view;
    }

    /** Opens the journal of a state directory, creating it if it is missing, and proves it sound before anything relies on it. */
    public static Journal open(Path directory, JournalLimits limits) throws IOException {
        Path file = directory.resolve(FILE);
        if (!Files.exists(file)) {
            create(file);
        }
        return openExisting(file, limits, true);
    }

    /** Opens the journal beside a pipeline that may be running. */
    public static Journal openBeside(Path directory, JournalLimits limits) throws IOException {
        Path file = directory.resolve(FILE);
        if (!Files.exists(file)) {
            throw new IOException(directory + " holds no journal; has canary-siem run with this state directory?");
        }
        return openExisting(file, limits, false);
    }

    /** A new journal in an empty folder that nobody will miss: nothing of it waits for the disk, and it stays small. */
    static Journal scratch(Path directory) throws IOException {
        Path file = directory.resolve(FILE);
        Database durable = Database.open(file, SynchronousMode.OFF);
        try {
            durable.translating(() -> {
                durable.execute(Schema.statements());
                durable.execute("PRAGMA wal_autocheckpoint=100");
                return true;
            });
            return with(file, JournalLimits.defaults(), durable, SynchronousMode.OFF);
        } catch (IOException e) {
            durable.close();
            throw e;
        }
    }

    /** How large it may grow. */
    public JournalLimits limits() {
        return limits;
    }

    /** Why nothing could be stored the last time it was tried; null if it could. */
    public @Nullable String refusal() {
        return refusal;
    }

    /** Raised when something was appended here or by another process. */
    public Signal appended() {
        return appended;
    }

    /** A connection for reading alone; its user closes it. */
    Database reader() throws IOException {
        return Database.open(file, SynchronousMode.NORMAL);
    }

    /** Runs queries on a connection of their own: a long look at the journal holds up no incident. */
    <T> T read(Query<T> query) throws IOException {
        viewing.lock();
        try {
            return view.translating(() -> query.run(view));
        } finally {
            viewing.unlock();
        }
    }

    /** What is asked of the journal. */
    @FunctionalInterface
    interface Query<T> {
        T run(Database database) throws SQLException, IOException;
    }

    /** Runs work on the durable connection, as one transaction. */
    <T> T durably(Database.Work<T> work) throws IOException {
        writing.lock();
        try {
            T result = durable.transaction(work);
            refusal = null;
            return result;
        } catch (IOException e) {
            refusal = String.valueOf(e.getMessage());
            throw e;
        } finally {
            writing.unlock();
        }
    }

    /** Runs work on the relaxed connection, as one transaction. */
    <T> T relaxedly(Database.Work<T> work) throws IOException {
        writing.lock();
        try {
            return relaxed.transaction(work);
        } finally {
            writing.unlock();
        }
    }

    /** Bytes in use on disk: pages that are not free, and the write-ahead log. */
    public long size() throws IOException {
        writing.lock();
        try {
            long pages = durable.translating(() -> {
                long used = durable.number("PRAGMA page_count") - durable.number("PRAGMA freelist_count");
                return used * durable.number("PRAGMA page_size");
            });
            return pages + log();
        } finally {
            writing.unlock();
        }
    }

    private long log() {
        try {
            return Files.size(Path.of(file + "-wal"));
        } catch (IOException e) {
            return 0;
        }
    }

    @Override
    public void close() throws IOException {
        writing.lock();
        try (Database first = view;
                Database second = relaxed;
                Database third = durable) {
            // Closing is all there is to do.
        } finally {
            writing.unlock();
        }
    }

    /** A new journal appears whole or not at all: a file of that name is never half made. */
    private static void create(Path file) throws IOException {
        Path unfinished = Path.of(file + ".new");
        Files.deleteIfExists(unfinished);
        try (Database database = Database.open(unfinished, SynchronousMode.FULL)) {
            database.translating(() -> {
                database.execute(Schema.statements());
                return true;
            });
        }
        // SQLite gives the files beside it the same rights.
        Directories.makePrivate(unfinished);
        Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
        Directories.sync(file);
    }

    private static Journal openExisting(Path file, JournalLimits limits, boolean wholly) throws IOException {
        if (Files.size(file) == 0) {
            throw Database.Damage.found(file, "it is empty", null);
        }
        Database durable = Database.open(file, SynchronousMode.FULL);
        try {
            durable.translating(() -> prove(durable, file, wholly));
            return with(file, limits, durable, SynchronousMode.NORMAL);
        } catch (IOException e) {
            durable.close();
            throw e;
        }
    }

    private static Journal with(Path file, JournalLimits limits, Database durable, SynchronousMode relaxation)
            throws IOException {
        return new Journal(
                file, limits, durable, Database.open(file, relaxation), Database.open(file, SynchronousMode.NORMAL));
    }

    private static boolean prove(Database database, Path file, boolean wholly)
            throws SQLException, JournalDamagedException {
        long version = database.number("PRAGMA user_version");
        if (database.number("PRAGMA application_id") != Schema.APPLICATION_ID) {
            throw Database.Damage.found(file, "it is not a journal of canary-siem", null);
        }
        if (version != VERSION) {
            throw new JournalDamagedException(
                    file + " was written by another version of canary-siem (format " + version + ", this one reads "
                            + VERSION + "); use that version, or start with an empty state directory",
                    null);
        }
        String verdict = wholly ? database.text("PRAGMA quick_check(1)") : "ok";
        if (!verdict.equals("ok")) {
            throw Database.Damage.found(file, verdict, null);
        }
        database.execute("PRAGMA journal_mode=WAL");
        return true;
    }
}
