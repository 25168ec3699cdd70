package io.github.canarysiem.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.canarysiem.pipeline.JournalFullException;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sqlite.SQLiteConfig.SynchronousMode;

class DatabaseTest {
    @TempDir
    private Path folder;

    private Path file;
    private Database database;

    @BeforeEach
    void open() throws Exception {
        file = folder.resolve("test.db");
        database = Database.open(file, SynchronousMode.FULL);
        database.execute("PRAGMA journal_mode = WAL", "CREATE TABLE t (value)");
    }

    @AfterEach
    void close() throws IOException {
        database.close();
    }

    @Test
    void aFullDiskIsToldAsSuchAndUndoesTheWholeTransaction() throws Exception {
        database.execute("PRAGMA max_page_count = 10");
        assertThatExceptionOfType(JournalFullException.class).isThrownBy(this::insertTwice);
        assertThat(count()).isZero();

        database.execute("PRAGMA max_page_count = 1000");
        insertTwice();
        assertThat(count()).isEqualTo(2);
    }

    @Test
    void afterALockedFileATransactionIsOneAgain() throws Exception {
        database.execute("PRAGMA busy_timeout = 10");
        try (Connection other = DriverManager.getConnection("jdbc:sqlite:" + file);
                Statement statement = other.createStatement()) {
            statement.execute("BEGIN IMMEDIATE");
            assertThatExceptionOfType(IOException.class)
                    .isThrownBy(this::insertTwice)
                    .withMessageContaining("locked");
            statement.execute("ROLLBACK");
        }
        assertThatExceptionOfType(IllegalStateException.class)
                .isThrownBy(() -> database.transaction(() -> {
                    database.execute("INSERT INTO t VALUES (1)");
                    throw new IllegalStateException("in the middle");
                }));
        assertThat(count()).isZero();
    }

    private void insertTwice() throws IOException {
        database.transaction(() -> {
            database.execute("INSERT INTO t VALUES (1)", "INSERT INTO t VALUES (zeroblob(100000))");
            return true;
        });
    }

    private long count() throws IOException {
        return database.translating(() -> database.number("SELECT count(*) FROM t"));
    }
}
