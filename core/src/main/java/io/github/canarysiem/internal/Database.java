package io.github.canarysiem.internal;

import io.github.canarysiem.pipeline.JournalDamagedException;
import io.github.canarysiem.pipeline.JournalFullException;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/**
 * One connection to the journal's SQLite file, with its prepared statements. Not thread-safe: its user holds a lock, or is the
 * only one.
 */
final class Database implements AutoCloseable {
    private static final int BUSY_MILLISECONDS = 10_000;
    /**
     * Pages of the write-ahead log (64 MiB) after which a commit moves them into the file itself. Long before, {@link Maintenance}
     * does it, where no hit waits for it.
     */
    private static final String CHECKPOINT = "PRAGMA wal_autocheckpoint=16384";

    /** What happens in a transaction or query. */
    @FunctionalInterface
    interface Work<T> {
        T run() throws SQLException, IOException;
    }

    private final Path file;
    private final Connection connection;
    private final Map<String, PreparedStatement> statements = new HashMap<>();

    private Database(Path file, Connection connection) {
        this.file = file;
        this.connection = connection;
    }

    /**
     * Opens a file, creating it if it is missing.
     *
     * @param durability {@code FULL}: a commit is on disk when it returns; {@code NORMAL}: the last commits may be undone by a
     *     power loss (never by a dying process), all others stay
     */
    static Database open(Path file, SQLiteConfig.SynchronousMode durability) throws IOException {
        SQLiteConfig config = new SQLiteConfig();
        config.setSynchronous(durability);
        config.setBusyTimeout(BUSY_MILLISECONDS);
        // Otherwise every update asks for the last row's number, which nobody wants to know.
        config.setGetGeneratedKeys(false);
        config.setTransactionMode(SQLiteConfig.TransactionMode.IMMEDIATE);
        try {
            Database database = new Database(file, config.createConnection("jdbc:sqlite:" + file));
            database.execute(CHECKPOINT);
            return database;
        } catch (SQLException e) {
            throw translated(file, e);
        }
    }

    /** Runs work in one transaction: all of it, or nothing. */
    <T> T transaction(Work<T> work) throws IOException {
        return translating(() -> {
            T result;
            try {
                connection.setAutoCommit(false);
                result = work.run();
                connection.commit();
            } catch (SQLException | IOException | RuntimeException e) {
                abandon(e);
                throw e;
            }
            connection.setAutoCommit(true);
            return result;
        });
    }

    /** Runs work in which each statement is a transaction of its own. */
    <T> T translating(Work<T> work) throws IOException {
        try {
            return work.run();
        } catch (SQLException e) {
            throw translated(file, e);
        }
    }

    /** A prepared statement, kept for the next call with the same text. */
    PreparedStatement prepared(String sql) throws SQLException {
        PreparedStatement known = statements.get(sql);
        if (known == null) {
            known = connection.prepareStatement(sql);
            statements.put(sql, known);
        }
        return known;
    }

    /** A prepared statement for one use; its user closes it. */
    PreparedStatement unshared(String sql) throws SQLException {
        return connection.prepareStatement(sql);
    }

    /** Runs statements that take no parameters. */
    void execute(String... statementsToRun) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            for (String sql : statementsToRun) {
                statement.execute(sql);
            }
        }
    }

    /** The first column of the first row, as a number; 0 if there is no row. */
    long number(String sql) throws SQLException {
        try (ResultSet row = prepared(sql).executeQuery()) {
            return row.next() ? row.getLong(1) : 0;
        }
    }

    /** The first column of the first row, as text; empty if there is no row. */
    String text(String sql) throws SQLException {
        try (ResultSet row = prepared(sql).executeQuery()) {
            return row.next() ? String.valueOf(row.getString(1)) : "";
        }
    }

    @Override
    public void close() throws IOException {
        translating(() -> {
            for (PreparedStatement statement : statements.values()) {
                statement.close();
            }
            connection.close();
            return true;
        });
    }

    /**
     * Undoes a transaction, and leaves the connection as it was before. SQLite has undone it already if the disk is full, and it
     * never began if the file was locked: then both steps fail, which is of no interest and must not hide the cause.
     */
    private void abandon(Exception cause) {
        try {
            connection.rollback();
        } catch (SQLException e) {
            cause.addSuppressed(e);
        }
        try {
            connection.setAutoCommit(true);
        } catch (SQLException e) {
            cause.addSuppressed(e);
        }
    }

    private static IOException translated(Path file, SQLException e) {
        SQLiteErrorCode code = e instanceof SQLiteException lite ? lite.getResultCode() : SQLiteErrorCode.UNKNOWN_ERROR;
        return switch (code) {
            case SQLITE_CORRUPT, SQLITE_CORRUPT_INDEX, SQLITE_CORRUPT_SEQUENCE, SQLITE_CORRUPT_VTAB, SQLITE_NOTADB ->
                Damage.found(file, String.valueOf(e.getMessage()), e);
            case SQLITE_FULL ->
                new JournalFullException(file + ": the disk is full; make room, nothing is lost meanwhile");
            case SQLITE_READONLY, SQLITE_READONLY_DIRECTORY, SQLITE_CANTOPEN ->
                new IOException(file + ": cannot be written; check that the file and its folder are writable", e);
            default -> new IOException(file + ": " + e.getMessage(), e);
        };
    }

    /** Words for a journal that cannot be trusted. */
    static final class Damage {
        private Damage() {}

        static JournalDamagedException found(Path file, String what, @Nullable Throwable cause) {
            return new JournalDamagedException(
                    file + " is damaged (" + what
                            + "). Nothing was changed. Restore the state directory from a backup, or move"
                            + " " + file
                            + "* away and start again: a Redis source set to `history: deliver` then sends all"
                            + " that the server still holds. `sqlite3 " + file + " .recover` shows what can be saved.",
                    cause);
        }
    }
}
