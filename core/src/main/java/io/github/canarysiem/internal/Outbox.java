package io.github.canarysiem.internal;

import java.io.IOException;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * One sink's unread tail of the journal. What is fetched and not settled is pending; the durable cursor stands before the first
 * pending entry, and what was settled beyond it is noted apart, so that after a restart exactly the unsettled comes back.
 *
 * <p>Used by one thread.
 */
final class Outbox implements AutoCloseable {
    private static final int WINDOW = 4;
    /** A batch ends with the incident that fills it: large ones would not fit into memory by the hundred. */
    private static final long MOST_BYTES = 4L << 20;

    private final Journal journal;
    private final Database reader;
    private final String sink;
    private final int batchSize;
    /** Sequence to the time, by the system's nanosecond clock, from which it may be offered again. */
    private final TreeMap<Long, Long> pending = new TreeMap<>();
    /** Settled beyond the cursor, as noted in the journal. */
    private final TreeSet<Long> ahead = new TreeSet<>();
    /** Settled in memory; the journal could not be written yet. */
    private final TreeSet<Long> unsaved = new TreeSet<>();

    private long cursor;
    private long fetched;
    /** Bytes of the batch that is being put together. */
    private long filled;

    Outbox(Journal journal, String sink, int batchSize) throws IOException {
        this.journal = journal;
        this.sink = sink;
        this.batchSize = batchSize;
        this.reader = journal.reader();
        load();
    }

    /** What to offer next, oldest first: what is due again, then what is new. Empty when there is nothing to do now. */
    List<Item> next(long now) throws IOException {
        List<Item> items = new ArrayList<>();
        filled = 0;
        for (Map.Entry<Long, Long> entry : pending.entrySet()) {
            if (hasRoom(items) && entry.getValue() - now <= 0) {
                add(items, reader.translating(() -> stored(entry.getKey())));
            }
        }
        if (hasRoom(items) && pending.size() < WINDOW * batchSize) {
            reader.translating(() -> fresh(items, now));
        }
        return items;
    }

    /** Nanoseconds until something pending is due; at most {@code otherwise}. */
    long nextDue(long now, long otherwise) {
        long wait = otherwise;
        for (long due : pending.values()) {
            wait = Math.min(wait, Math.max(0, due - now));
        }
        return wait;
    }

    /** Offers an entry again from {@code due} on. */
    void postpone(long sequence, long due) {
        pending.put(sequence, due);
    }

    /** Notes that an entry needs no more attempts; {@link #save} makes it last. */
    void settle(long sequence) {
        pending.remove(sequence);
        unsaved.add(sequence);
    }

    /** Stores a refused entry among the dead letters, durably, and settles it. */
    void bury(Item item, String reason, long at) throws IOException {
        journal.durably(() -> {
            PreparedStatement insert =
                    journal.durable.prepared("INSERT INTO dead_letters (sink, reason, at, source, body)"
                            + " SELECT ?, ?, ?, source, body FROM incidents WHERE sequence = ?");
            insert.setString(1, sink);
            insert.setString(2, reason);
            insert.setLong(3, at);
            insert.setLong(4, item.sequence());
            return insert.executeUpdate();
        });
        settle(item.sequence());
    }

    /** Stores how far the sink is. After a failure nothing is forgotten; the next call stores it. */
    void save() throws IOException {
        long next = pending.isEmpty() ? fetched : pending.firstKey() - 1;
        TreeSet<Long> beyond = new TreeSet<>(unsaved.tailSet(next, false));
        if (next == cursor && beyond.isEmpty()) {
            unsaved.clear();
            return;
        }
        journal.relaxedly(() -> {
            write(next, beyond);
            return true;
        });
        cursor = next;
        ahead.addAll(beyond);
        ahead.headSet(next, true).clear();
        unsaved.clear();
    }

    private void write(long next, Set<Long> beyond) throws SQLException {
        PreparedStatement update = journal.relaxed.prepared("UPDATE cursors SET sequence = ? WHERE sink = ?");
        update.setLong(1, next);
        update.setString(2, sink);
        update.executeUpdate();
        if (!ahead.headSet(next, true).isEmpty()) {
            PreparedStatement delete =
                    journal.relaxed.prepared("DELETE FROM settled_ahead WHERE sink = ? AND sequence <= ?");
            delete.setString(1, sink);
            delete.setLong(2, next);
            delete.executeUpdate();
        }
        PreparedStatement insert =
                journal.relaxed.prepared("INSERT OR IGNORE INTO settled_ahead (sink, sequence) VALUES (?, ?)");
        for (long sequence : beyond) {
            insert.setString(1, sink);
            insert.setLong(2, sequence);
            insert.executeUpdate();
        }
    }

    private void load() throws IOException {
        cursor = Cursors.activate(journal, sink);
        fetched = cursor;
        reader.translating(() -> {
            PreparedStatement select =
                    reader.prepared("SELECT sequence FROM settled_ahead WHERE sink = ? AND sequence > ?");
            select.setString(1, sink);
            select.setLong(2, cursor);
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    ahead.add(row.getLong(1));
                }
            }
            return true;
        });
    }

    private Item stored(long sequence) throws SQLException {
        PreparedStatement select = reader.prepared("SELECT " + Entries.COLUMNS + " FROM incidents WHERE sequence = ?");
        select.setLong(1, sequence);
        try (ResultSet row = select.executeQuery()) {
            if (!row.next()) {
                throw new SQLException("entry " + sequence + " is pending and not in the journal");
            }
            return Entries.item(row);
        }
    }

    private boolean hasRoom(List<Item> items) {
        return items.size() < batchSize && filled < MOST_BYTES;
    }

    private void add(List<Item> items, Item item) {
        items.add(item);
        filled += item.size();
    }

    /** Adds entries never offered before; what is meant for another sink, or settled before a restart, is passed over. */
    private boolean fresh(List<Item> items, long now) throws SQLException {
        long top = reader.number("SELECT max(sequence) FROM incidents");
        PreparedStatement select =
                reader.prepared("SELECT " + Entries.COLUMNS + " FROM incidents WHERE sequence > ? AND"
                        + " sequence <= ? AND (target IS NULL OR target = ?) ORDER BY sequence");
        select.setLong(1, fetched);
        select.setLong(2, top);
        select.setString(3, sink);
        try (ResultSet row = select.executeQuery()) {
            while (hasRoom(items)) {
                if (!row.next()) {
                    fetched = Math.max(fetched, top);
                    return true;
                }
                fetched = row.getLong("sequence");
                if (!ahead.contains(fetched)) {
                    add(items, Entries.item(row));
                    pending.put(fetched, now);
                }
            }
        }
        return false;
    }

    @Override
    public void close() throws IOException {
        try {
            save();
        } finally {
            reader.close();
        }
    }
}
