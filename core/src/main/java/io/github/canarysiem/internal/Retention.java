package io.github.canarysiem.internal;

import java.io.IOException;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Clock;

/** Deletes incidents that every active sink has settled, oldest first: those too old, and those beyond the retained size. */
public final class Retention {
    private static final int STEP = 1_000;
    private static final String VACUUM = "PRAGMA incremental_vacuum(2000)";
    private static final String SETTLED = "(SELECT min(sequence) FROM cursors WHERE active = 1)";

    private final Journal journal;
    private final Clock clock;

    /** Keeps to the limits of a journal. */
    public Retention(Journal journal, Clock clock) {
        this.journal = journal;
        this.clock = clock;
    }

    /** Deletes what the limits do not keep, in small transactions that hold nobody up. */
    public void apply() throws IOException {
        long oldest = clock.millis() - journal.limits.retainedFor().toMillis();
        while (journal.relaxedly(() -> deleteOlderThan(oldest)) > 0) {
            // Another step is needed.
        }
        while (journal.size() > journal.limits.retainedSize() && journal.relaxedly(this::deleteOldest) > 0) {
            // Another step is needed.
        }
        giveBack(VACUUM);
    }

    /** Deletes settled incidents until the journal is below its maximum. */
    void makeRoom() throws IOException {
        giveBack(VACUUM, "PRAGMA wal_checkpoint(TRUNCATE)");
        while (journal.size() >= journal.limits.maximumSize() && journal.relaxedly(this::deleteOldest) > 0) {
            giveBack(VACUUM, "PRAGMA wal_checkpoint(TRUNCATE)");
        }
    }

    private int deleteOlderThan(long oldest) throws SQLException {
        PreparedStatement delete = journal.relaxed.prepared(
                "DELETE FROM incidents WHERE sequence IN (SELECT sequence FROM" + " incidents WHERE sequence <= "
                        + SETTLED + " AND stored_at < ? ORDER BY sequence LIMIT " + STEP + ")");
        delete.setLong(1, oldest);
        return delete.executeUpdate();
    }

    private int deleteOldest() throws SQLException {
        return journal.relaxed
                .prepared("DELETE FROM incidents WHERE sequence IN (SELECT sequence FROM incidents WHERE sequence <= "
                        + SETTLED + " ORDER BY sequence LIMIT " + STEP + ")")
                .executeUpdate();
    }

    /** Makes the files smaller, which the size is judged by. */
    private void giveBack(String... statements) throws IOException {
        journal.writing.lock();
        try {
            journal.relaxed.translating(() -> {
                journal.relaxed.execute(statements);
                return true;
            });
        } finally {
            journal.writing.unlock();
        }
    }
}
