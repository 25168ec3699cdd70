package io.github.canarysiem.internal;

import io.github.canarysiem.Gap;
import io.github.canarysiem.Incident;
import io.github.canarysiem.IncidentId;
import io.github.canarysiem.Kind;
import io.github.canarysiem.Severity;
import io.github.canarysiem.json.IncidentJson;
import java.io.IOException;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.jspecify.annotations.Nullable;

/** Reads rows of the table {@code incidents}. */
final class Entries {
    /** The columns that {@link #item} reads. */
    static final String COLUMNS = "sequence, stored_at, checksum, body";

    private static final Logger LOG = LogManager.getLogger(Entries.class);

    private Entries() {}

    /** Adds a row; returns its sequence. */
    static long append(Database database, String source, @Nullable String target, long storedAt, byte[] body)
            throws SQLException {
        PreparedStatement insert = database.prepared(
                "INSERT INTO incidents (source, target, stored_at, checksum, body) VALUES (?, ?, ?, ?, ?) RETURNING sequence");
        insert.setString(1, source);
        insert.setString(2, target);
        insert.setLong(3, storedAt);
        insert.setLong(4, Bytes.checksum(body));
        insert.setBytes(5, body);
        try (ResultSet row = insert.executeQuery()) {
            return row.getLong(1);
        }
    }

    /** The incident of a row. */
    static Item item(ResultSet row) throws SQLException {
        long sequence = row.getLong("sequence");
        Instant storedAt = Instant.ofEpochMilli(row.getLong("stored_at"));
        byte[] body = row.getBytes("body");
        return new Item(sequence, storedAt, body.length, incident(sequence, storedAt, body, row.getLong("checksum")));
    }

    /** A damaged row must not hold up the alarms behind it, nor vanish: a gap takes its place. */
    private static Incident incident(long sequence, Instant storedAt, byte[] body, long checksum) {
        if (Bytes.checksum(body) == checksum) {
            try {
                return IncidentJson.read(body);
            } catch (IOException e) {
                LOG.error("journal entry {} cannot be read: it is delivered as a history gap", sequence);
            }
        } else {
            LOG.error(
                    "journal entry {} is damaged on disk: it is delivered as a history gap; check the disk", sequence);
        }
        String id = IncidentId.of("damaged-entry", Long.toString(sequence), Long.toString(checksum));
        return Incident.of(id, Kind.HISTORY_GAP, Severity.HIGH, storedAt, storedAt)
                .gap(new Gap(Gap.Reason.UNREADABLE, null, "entry " + sequence + " of the journal is damaged on disk"))
                .build();
    }
}
