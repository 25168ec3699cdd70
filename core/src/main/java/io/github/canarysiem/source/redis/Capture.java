package io.github.canarysiem.source.redis;

/** How the source learns that a token has changed. */
enum Capture {
    /** The best that the server allows: tracking, else keyspace notifications, else polling. */
    AUTO,
    /** {@code CLIENT TRACKING} in broadcast mode; needs Redis 6 and no setting of the server. */
    TRACKING,
    /** Keyspace notifications; need {@code notify-keyspace-events Kh} on the server. */
    KEYSPACE,
    /** Reading everything every few seconds. */
    POLLING
}
