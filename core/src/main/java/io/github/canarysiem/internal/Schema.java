package io.github.canarysiem.internal;

/** The journal's tables. Times are milliseconds since 1970, ids and fingerprints 16 bytes. */
final class Schema {
    /** "CSJL" in ASCII: marks the file as ours. */
    static final int APPLICATION_ID = 0x43534a4c;

    private Schema() {}

    static String[] statements() {
        return new String[] {
            "PRAGMA auto_vacuum=INCREMENTAL",
            "PRAGMA journal_mode=WAL",
            "PRAGMA application_id=" + APPLICATION_ID,
            "PRAGMA user_version=" + Journal.VERSION,
            // target: the only sink that may see it; NULL for all. checksum: CRC-32C of body.
            """
            CREATE TABLE incidents (
                sequence INTEGER PRIMARY KEY AUTOINCREMENT,
                source TEXT NOT NULL,
                target TEXT,
                stored_at INTEGER NOT NULL,
                checksum INTEGER NOT NULL,
                body BLOB NOT NULL)""",
            // Every content that an incident was ever seen with: what was seen before is not new, even after it was
            // gone.
            """
            CREATE TABLE seen (
                id BLOB NOT NULL,
                fingerprint BLOB NOT NULL,
                revision INTEGER NOT NULL,
                PRIMARY KEY (id, fingerprint)) WITHOUT ROWID""",
            // What sources must know beside their positions.
            """
            CREATE TABLE notes (
                source TEXT NOT NULL,
                id BLOB NOT NULL,
                content TEXT NOT NULL,
                PRIMARY KEY (source, id)) WITHOUT ROWID""",
            "CREATE TABLE positions (source TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID",
            // Everything up to and including sequence is settled. active: configured at the last start.
            "CREATE TABLE cursors (sink TEXT PRIMARY KEY, sequence INTEGER NOT NULL, active INTEGER NOT NULL) WITHOUT ROWID",
            // Settled although something before it is not.
            """
            CREATE TABLE settled_ahead (
                sink TEXT NOT NULL,
                sequence INTEGER NOT NULL,
                PRIMARY KEY (sink, sequence)) WITHOUT ROWID""",
            """
            CREATE TABLE dead_letters (
                number INTEGER PRIMARY KEY AUTOINCREMENT,
                sink TEXT NOT NULL,
                reason TEXT NOT NULL,
                at INTEGER NOT NULL,
                source TEXT NOT NULL,
                body BLOB NOT NULL)"""
        };
    }
}
