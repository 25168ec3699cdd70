package io.github.canarysiem.source.log.format;

import io.github.canarysiem.IncidentId;
import io.github.canarysiem.json.Text;
import java.nio.charset.StandardCharsets;
import java.time.Instant;

/** A line without its end. Immutable as long as nobody writes to its bytes. */
public final class LogLine {
    private final byte[] utf8;
    private final Place place;
    private final Instant observed;

    /**
     * A line.
     *
     * @param utf8 well-formed UTF-8; belongs to the line from now on
     * @param observed when it was read
     */
    public LogLine(byte[] utf8, Place place, Instant observed) {
        this.utf8 = utf8;
        this.place = place;
        this.observed = observed;
    }

    /** Its bytes, to be read only. */
    byte[] utf8() {
        return utf8;
    }

    /** Its characters. */
    String text() {
        return new String(utf8, StandardCharsets.UTF_8);
    }

    /** Where it stands. */
    Place place() {
        return place;
    }

    /** When it was read. */
    Instant observed() {
        return observed;
    }

    /** Whether it begins with these characters, of which all are ASCII. */
    boolean startsWith(String ascii) {
        if (utf8.length < ascii.length()) {
            return false;
        }
        for (int i = 0; i < ascii.length(); i++) {
            if (utf8[i] != ascii.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    /**
     * The id of the incident that this line tells of: of its content and its place, so that two lines that say the same are two
     * incidents, and a line that is read again is one.
     */
    String id() {
        return IncidentId.of(
                "log-line",
                Text.wellFormed(place.path()),
                Long.toString(place.generation()),
                Long.toString(place.offset()),
                text());
    }
}
