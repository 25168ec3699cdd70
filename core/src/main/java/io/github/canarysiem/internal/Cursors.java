package io.github.canarysiem.internal;

import java.io.IOException;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;

/** The rows of the table {@code cursors}: which sinks there are, and how far each is. */
public final class Cursors {
    private static final String LAST = "coalesce((SELECT seq FROM sqlite_sequence WHERE name = 'incidents'), 0)";

    private Cursors() {}

    /** Sinks that are no longer configured keep their cursors, for their return, but hold no incident back from deletion. */
    public static void retire(Journal journal, Collection<String> configured) throws IOException {
        journal.durably(() -> {
            journal.durable.execute("UPDATE cursors SET active = 0");
            for (String sink : configured) {
                activate(journal.durable, sink);
            }
            return true;
        });
    }

    /** The cursor of a sink; one that the journal does not know starts behind the last entry. */
    static long activate(Journal journal, String sink) throws IOException {
        return journal.durably(() -> activate(journal.durable, sink));
    }

    private static long activate(Database database, String sink) throws SQLException {
        PreparedStatement insert = database.prepared("INSERT INTO cursors (sink, sequence, active) VALUES (?, " + LAST
                + ", 1) ON CONFLICT (sink) DO UPDATE SET active = 1 RETURNING sequence");
        insert.setString(1, sink);
        try (ResultSet row = insert.executeQuery()) {
            return row.getLong(1);
        }
    }

    /** Entries that a sink has not settled. */
    public static long pending(Journal journal, String sink) throws IOException {
        journal.writing.lock();
        try {
            return journal.durable.translating(() -> {
                PreparedStatement select = journal.durable.prepared("""
                        SELECT count(*) FROM incidents i, cursors c
                        WHERE c.sink = ? AND i.sequence > c.sequence AND (i.target IS NULL OR i.target = c.sink)
                        AND NOT EXISTS (SELECT 1 FROM settled_ahead a WHERE a.sink = c.sink AND a.sequence = i.sequence)""");
                select.setString(1, sink);
                try (ResultSet row = select.executeQuery()) {
                    return row.getLong(1);
                }
            });
        } finally {
            journal.writing.unlock();
        }
    }
}
