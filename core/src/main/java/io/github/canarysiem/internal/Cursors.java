package io.github.canarysiem.internal;

import java.io.IOException;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;

/** The rows of the table {@code cursors}: which sinks there are, and how far each is. */
public final class Cursors {
    private static final String LAST = "coalesce((SELECT seq FROM sqlite_sequence WHERE name = 'incidents'), 0)";

    private static final String UNSETTLED = """
            FROM incidents i, cursors c
            WHERE c.sink = ? AND i.sequence > c.sequence AND (i.target IS NULL OR i.target = c.sink)
            AND NOT EXISTS (SELECT 1 FROM settled_ahead a WHERE a.sink = c.sink AND a.sequence = i.sequence)""";

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
        return count(journal, sink, "SELECT count(*) " + UNSETTLED);
    }

    /** Whether a sink has settled all there is. */
    public static boolean isSettled(Journal journal, String sink) throws IOException {
        return count(journal, sink, "SELECT EXISTS (SELECT 1 " + UNSETTLED + ")") == 0;
    }

    private static long count(Journal journal, String sink, String sql) throws IOException {
        return journal.read(database -> {
            PreparedStatement select = database.prepared(sql);
            select.setString(1, sink);
            try (ResultSet row = select.executeQuery()) {
                return row.getLong(1);
            }
        });
    }
}
