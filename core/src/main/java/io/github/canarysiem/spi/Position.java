package io.github.canarysiem.spi;

/**
 * A source's own mark of how far it has come; the pipeline stores it with the incidents that it covers, in one transaction.
 *
 * @param value meaningful to the source alone; {@link #START} before its first run
 */
public record Position(String value) {
    /** Where a source stands that has never run. */
    public static final Position START = new Position("");
}
