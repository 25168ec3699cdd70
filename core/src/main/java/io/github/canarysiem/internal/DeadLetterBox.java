package io.github.canarysiem.internal;

import java.io.IOException;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;

/** What an operator does with dead letters. Thread-safe. */
public final class DeadLetterBox {
    private final Journal journal;
    private final Clock clock;

    /** The dead letters of a journal. */
    public DeadLetterBox(Journal journal, Clock clock) {
        this.journal = journal;
        this.clock = clock;
    }

    /** Puts letters back into the journal for the sink that refused them. Returns how many there were. */
    public int replay(List<Long> numbers) throws IOException {
        int replayed = journal.durably(() -> {
            int count = 0;
            for (long number : numbers) {
                count += requeue(number);
            }
            return count;
        });
        journal.appended().raise();
        return replayed;
    }

    /** Deletes letters. Returns how many there were. */
    public int purge(List<Long> numbers) throws IOException {
        return journal.durably(() -> {
            int count = 0;
            for (long number : numbers) {
                count += delete(number);
            }
            return count;
        });
    }

    private int requeue(long number) throws SQLException {
        PreparedStatement select = journal.durable.prepared("SELECT sink, body FROM dead_letters WHERE number = ?");
        select.setLong(1, number);
        String sink;
        byte[] body;
        try (ResultSet row = select.executeQuery()) {
            if (!row.next()) {
                return 0;
            }
            sink = row.getString(1);
            body = row.getBytes(2);
        }
        Entries.append(journal.durable, "dead-letters", sink, clock.millis(), body);
        return delete(number);
    }

    private int delete(long number) throws SQLException {
        PreparedStatement delete = journal.durable.prepared("DELETE FROM dead_letters WHERE number = ?");
        delete.setLong(1, number);
        return delete.executeUpdate();
    }
}
