package io.github.canarysiem.elastic;

/** How many bytes a request may have: as configured, fewer after a cluster said that it is too much, more again as it goes well. */
final class BatchLimit {
    private static final int LEAST = 16 << 10;

    private int most;
    private int now;

    BatchLimit(int configured) {
        most = configured;
        now = configured;
    }

    int bytes() {
        return now;
    }

    /** The cluster is at its limits. */
    void shrink() {
        now = Math.max(Math.min(LEAST, most), now / 2);
    }

    /** So many bytes were refused as too many. */
    void refused(int bytes) {
        most = Math.max(1, Math.min(most, bytes / 2));
        now = Math.min(now, most);
    }

    /** It went well. */
    void grow() {
        now = now > most / 2 ? most : 2 * now;
    }
}
