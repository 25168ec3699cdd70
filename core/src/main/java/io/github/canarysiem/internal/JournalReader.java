package io.github.canarysiem.internal;

import io.github.canarysiem.Incident;
import io.github.canarysiem.json.IncidentJson;
import io.github.canarysiem.pipeline.DeadLetter;
import io.github.canarysiem.pipeline.JournalEntry;
import java.io.IOException;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;

/** What an operator asks of the journal. Thread-safe. */
public final class JournalReader {
    private static final String ENTRY = "SELECT source, " + Entries.COLUMNS + " FROM incidents";
    private static final String PAGE = "SELECT source, " + Entries.COLUMNS
            + " FROM incidents WHERE sequence > %d AND source NOT IN ('replay', 'dead-letters', 'send-test')"
            + " ORDER BY sequence LIMIT 1000";
    private static final String LETTER = "SELECT number, sink, reason, at, body FROM dead_letters";

    private final Journal journal;

    /** Reads from a journal. */
    public JournalReader(Journal journal) {
        this.journal = journal;
    }

    /**
     * How much there is.
     *
     * @param incidents rows of the journal
     * @param deadLetters rows of the dead letters
     */
    public record Counts(long incidents, long deadLetters) {}

    /** Counts rows. */
    public static Counts counts(Journal journal) throws IOException {
        return journal.read(database -> new Counts(
                database.number("SELECT count(*) FROM incidents"),
                database.number("SELECT count(*) FROM dead_letters")));
    }

    /** The newest entries, newest first. */
    public List<JournalEntry> newest(int limit) throws IOException {
        return journal.read(database -> entries(database, ENTRY + " ORDER BY sequence DESC LIMIT " + limit));
    }

    /** Entries whose incident's id begins so, oldest first. */
    public List<JournalEntry> withId(String prefix) throws IOException {
        return journal.read(database -> {
            List<JournalEntry> found = new ArrayList<>();
            try (PreparedStatement select = database.unshared(ENTRY + " ORDER BY sequence");
                    ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    JournalEntry entry = entry(database, row);
                    if (entry.incident().id().startsWith(prefix)) {
                        found.add(entry);
                    }
                }
            }
            return found;
        });
    }

    /** The entry with this sequence, in a list of at most one. */
    public List<JournalEntry> at(long sequence) throws IOException {
        return journal.read(database -> entries(database, ENTRY + " WHERE sequence = " + sequence));
    }

    /**
     * Hands over what sources have found, without what operators have added: all that the journal still holds, oldest first.
     *
     * @param reader is given the source's name and the incident
     */
    public void forEachFound(BiConsumer<String, Incident> reader) throws IOException {
        long[] last = {0};
        while (last[0] >= 0) {
            last[0] = journal.read(database -> page(database, last[0], reader));
        }
    }

    /** Reads a page; returns the last sequence, or -1 if there was none. */
    private static long page(Database database, long after, BiConsumer<String, Incident> reader) throws SQLException {
        long last = -1;
        try (PreparedStatement select = database.unshared(PAGE.formatted(after));
                ResultSet row = select.executeQuery()) {
            while (row.next()) {
                Item item = Entries.item(row);
                reader.accept(String.valueOf(row.getString("source")), item.incident());
                last = item.sequence();
            }
        }
        return last;
    }

    /** The newest dead letters, newest first. */
    public List<DeadLetter> deadLetters(int limit) throws IOException {
        return journal.read(database -> letters(database, LETTER + " ORDER BY number DESC LIMIT " + limit));
    }

    /** The dead letter with this number, in a list of at most one. */
    public List<DeadLetter> deadLetter(long number) throws IOException {
        return journal.read(database -> letters(database, LETTER + " WHERE number = " + number));
    }

    /** Names of the active sinks, each with the entries it has not settled. */
    public Map<String, Long> backlog() throws IOException {
        List<String> sinks =
                journal.read(database -> names(database, "SELECT sink FROM cursors WHERE active = 1 ORDER BY sink"));
        Map<String, Long> backlog = new LinkedHashMap<>();
        for (String sink : sinks) {
            backlog.put(sink, Cursors.pending(journal, sink));
        }
        return backlog;
    }

    /** Names of the active sinks that have not settled an entry. */
    public List<String> unsettled(long sequence) throws IOException {
        return journal.read(database -> unsettledBy(database, sequence));
    }

    private List<JournalEntry> entries(Database database, String sql) throws SQLException {
        List<JournalEntry> entries = new ArrayList<>();
        try (PreparedStatement select = database.unshared(sql);
                ResultSet row = select.executeQuery()) {
            while (row.next()) {
                entries.add(entry(database, row));
            }
        }
        return entries;
    }

    private JournalEntry entry(Database database, ResultSet row) throws SQLException {
        Item item = Entries.item(row);
        return new JournalEntry(
                item.sequence(),
                String.valueOf(row.getString("source")),
                item.incident(),
                unsettledBy(database, item.sequence()));
    }

    private List<DeadLetter> letters(Database database, String sql) throws SQLException, IOException {
        List<DeadLetter> letters = new ArrayList<>();
        try (PreparedStatement select = database.unshared(sql);
                ResultSet row = select.executeQuery()) {
            while (row.next()) {
                Incident incident = IncidentJson.read(row.getBytes("body"));
                letters.add(new DeadLetter(
                        row.getLong("number"),
                        String.valueOf(row.getString("sink")),
                        String.valueOf(row.getString("reason")),
                        Instant.ofEpochMilli(row.getLong("at")),
                        incident));
            }
        }
        return letters;
    }

    private List<String> unsettledBy(Database database, long sequence) throws SQLException {
        return names(database, """
                SELECT c.sink FROM cursors c JOIN incidents i ON i.sequence = %d
                WHERE c.active = 1 AND c.sequence < i.sequence AND (i.target IS NULL OR i.target = c.sink)
                AND NOT EXISTS (SELECT 1 FROM settled_ahead a WHERE a.sink = c.sink AND a.sequence = i.sequence)
                ORDER BY c.sink""".formatted(sequence));
    }

    private List<String> names(Database database, String sql) throws SQLException {
        List<String> names = new ArrayList<>();
        try (PreparedStatement select = database.unshared(sql);
                ResultSet row = select.executeQuery()) {
            while (row.next()) {
                names.add(String.valueOf(row.getString(1)));
            }
        }
        return names;
    }
}
