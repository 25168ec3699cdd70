package io.github.canarysiem.wazuh.logtest.load;

import org.jspecify.annotations.Nullable;

/**
 * The text of an option that may stand several times: the engine puts the pieces together. A piece that makes the whole too long is
 * dropped with an error that does not end the loading.
 */
public final class Pieces {
    private final int longest;
    private final LoadLog log;
    private @Nullable StringBuilder text;

    /**
     * Without a text.
     *
     * @param longest bytes that the whole may have
     */
    public Pieces(int longest, LoadLog log) {
        this.longest = longest;
        this.log = log;
    }

    /** Appends a piece. */
    public void add(String piece) {
        int length = text == null ? 0 : text.length();
        if (length + piece.length() > longest) {
            log.error("(1104): Maximum string size reached for: " + piece + ".");
            return;
        }
        if (text == null) {
            text = new StringBuilder();
        }
        text.append(piece);
    }

    /** The whole; null when the option is missing, empty when it stands there without a text. */
    public @Nullable String text() {
        return text == null ? null : text.toString();
    }
}
