package io.github.canarysiem.internal;

import io.github.canarysiem.Incident;
import io.github.canarysiem.json.IncidentJson;
import io.github.canarysiem.pipeline.JournalFullException;
import io.github.canarysiem.spi.Finding;
import io.github.canarysiem.spi.Note;
import io.github.canarysiem.spi.Position;
import io.github.canarysiem.spi.Sighting;
import java.io.IOException;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The way into the journal. Thread-safe. */
public final class Inbox {
    private final Journal journal;
    private final Retention retention;
    private final Ledger ledger;
    private final Clock clock;

    /** Stores into a journal, whose settled incidents {@code retention} may delete to make room. */
    public Inbox(Journal journal, Retention retention, Clock clock) {
        this.journal = journal;
        this.retention = retention;
        this.ledger = new Ledger(journal.durable);
        this.clock = clock;
    }

    /** See {@link io.github.canarysiem.spi.Intake#accept}. */
    public int accept(String source, List<Finding> found, Position upTo) throws IOException {
        if (!found.isEmpty()) {
            makeRoom();
        }
        int stored = journal.durably(() -> {
            int count = 0;
            for (Finding finding : found) {
                count += store(source, finding);
            }
            move(source, upTo);
            return count;
        });
        if (stored > 0) {
            journal.appended().raise();
        }
        return stored;
    }

    /** See {@link io.github.canarysiem.spi.Intake#remember}. */
    public void remember(String source, Collection<Sighting> history, Position upTo) throws IOException {
        if (!history.isEmpty()) {
            makeRoom();
        }
        journal.durably(() -> {
            for (Sighting sighting : history) {
                ledger.remember(sighting);
            }
            move(source, upTo);
            return true;
        });
    }

    /** See {@link io.github.canarysiem.spi.Intake#keep}. */
    public void keep(String source, Collection<Note> notes, Position upTo) throws IOException {
        if (!notes.isEmpty()) {
            makeRoom();
        }
        journal.durably(() -> {
            PreparedStatement replace =
                    journal.durable.prepared("INSERT OR REPLACE INTO notes (source, id, content) VALUES (?, ?, ?)");
            replace.setString(1, source);
            for (Note note : notes) {
                replace.setBytes(2, Bytes.ofId(note.id()));
                replace.setString(3, note.content());
                replace.executeUpdate();
            }
            move(source, upTo);
            return true;
        });
    }

    /** See {@link io.github.canarysiem.spi.Intake#kept}. */
    public Map<String, String> kept(String source, Collection<String> ids) throws IOException {
        journal.writing.lock();
        try {
            return journal.durable.translating(() -> storedNotes(source, ids));
        } finally {
            journal.writing.unlock();
        }
    }

    /** See {@link io.github.canarysiem.spi.Intake#unseen}. */
    public Set<Sighting> unseen(Collection<Sighting> sightings) throws IOException {
        journal.writing.lock();
        try {
            return ledger.unseen(sightings);
        } finally {
            journal.writing.unlock();
        }
    }

    /** See {@link io.github.canarysiem.spi.Intake#known}. */
    public Set<String> known(Collection<String> ids) throws IOException {
        journal.writing.lock();
        try {
            return ledger.known(ids);
        } finally {
            journal.writing.unlock();
        }
    }

    /** The last position stored for a source. */
    public Position position(String source) throws IOException {
        journal.writing.lock();
        try {
            return journal.durable.translating(() -> storedPosition(source));
        } finally {
            journal.writing.unlock();
        }
    }

    /** Stores an incident that no ledger shall judge: a replay or a test. */
    public long submit(String source, Incident incident, @Nullable String target) throws IOException {
        long sequence = journal.durably(() -> append(source, target, incident));
        journal.appended().raise();
        return sequence;
    }

    private int store(String source, Finding finding) throws SQLException {
        Sighting sighting = finding.sighting();
        int revision = ledger.nextRevision(sighting);
        if (revision == 0) {
            return 0;
        }
        Incident incident = finding.incident();
        // One that another canary-siem has numbered keeps its number, even if its earlier revisions never came.
        if (revision > incident.revision()) {
            incident = incident.asRevision(revision, incident.kind().enriched());
        }
        ledger.remember(sighting);
        append(source, null, incident);
        return 1;
    }

    private long append(String source, @Nullable String target, Incident incident) throws SQLException {
        return Entries.append(journal.durable, source, target, clock.millis(), IncidentJson.toBytes(incident));
    }

    private void move(String source, Position upTo) throws SQLException {
        if (!storedPosition(source).equals(upTo)) {
            PreparedStatement replace =
                    journal.durable.prepared("INSERT OR REPLACE INTO positions (source, value) VALUES (?, ?)");
            replace.setString(1, source);
            replace.setString(2, upTo.value());
            replace.executeUpdate();
        }
    }

    private Position storedPosition(String source) throws SQLException {
        PreparedStatement select = journal.durable.prepared("SELECT value FROM positions WHERE source = ?");
        select.setString(1, source);
        try (ResultSet row = select.executeQuery()) {
            return row.next() ? new Position(String.valueOf(row.getString(1))) : Position.START;
        }
    }

    private Map<String, String> storedNotes(String source, Collection<String> ids) throws SQLException {
        PreparedStatement select = journal.durable.prepared("SELECT content FROM notes WHERE source = ? AND id = ?");
        select.setString(1, source);
        Map<String, String> notes = new HashMap<>();
        for (String id : ids) {
            select.setBytes(2, Bytes.ofId(id));
            try (ResultSet row = select.executeQuery()) {
                if (row.next()) {
                    notes.put(id, String.valueOf(row.getString(1)));
                }
            }
        }
        return notes;
    }

    private void makeRoom() throws IOException {
        if (journal.size() < journal.limits.maximumSize()) {
            return;
        }
        retention.makeRoom();
        if (journal.size() >= journal.limits.maximumSize()) {
            throw new JournalFullException(journal.file
                    + " has reached its limit (journal.maximum-size); it takes in again when a sink has caught up");
        }
    }
}
