package io.github.canarysiem.internal;

import io.github.canarysiem.spi.Sighting;
import java.io.IOException;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Set;

/** What was ever seen, with every content it was seen with. Called inside the journal's lock. */
final class Ledger {
    private final Database database;

    Ledger(Database database) {
        this.database = database;
    }

    /** Those not seen with this fingerprint, in their order. */
    Set<Sighting> unseen(Collection<Sighting> sightings) throws IOException {
        return database.translating(() -> {
            Set<Sighting> unseen = new LinkedHashSet<>();
            for (Sighting sighting : sightings) {
                if (nextRevision(sighting) > 0) {
                    unseen.add(sighting);
                }
            }
            return unseen;
        });
    }

    /** Those seen with any fingerprint. */
    Set<String> known(Collection<String> ids) throws IOException {
        return database.translating(() -> {
            Set<String> known = new LinkedHashSet<>();
            PreparedStatement select = database.prepared("SELECT 1 FROM seen WHERE id = ? LIMIT 1");
            for (String id : ids) {
                select.setBytes(1, Bytes.ofId(id));
                try (ResultSet row = select.executeQuery()) {
                    if (row.next()) {
                        known.add(id);
                    }
                }
            }
            return known;
        });
    }

    /** The revision that this sighting would be; 0 if this content was seen before. */
    int nextRevision(Sighting sighting) throws SQLException {
        PreparedStatement select = database.prepared("SELECT fingerprint, revision FROM seen WHERE id = ?");
        select.setBytes(1, Bytes.ofId(sighting.id()));
        byte[] fingerprint = Bytes.ofId(sighting.fingerprint());
        int last = 0;
        try (ResultSet row = select.executeQuery()) {
            while (row.next()) {
                if (Arrays.equals(fingerprint, row.getBytes(1))) {
                    return 0;
                }
                last = Math.max(last, row.getInt(2));
            }
        }
        return last + 1;
    }

    /** Remembers a sighting; one that is known stays as it is. */
    void remember(Sighting sighting) throws SQLException {
        PreparedStatement insert = database.prepared("""
                INSERT INTO seen (id, fingerprint, revision)
                SELECT ?1, ?2, coalesce(max(revision), 0) + 1 FROM seen WHERE id = ?1
                ON CONFLICT DO NOTHING""");
        insert.setBytes(1, Bytes.ofId(sighting.id()));
        insert.setBytes(2, Bytes.ofId(sighting.fingerprint()));
        insert.executeUpdate();
    }
}
