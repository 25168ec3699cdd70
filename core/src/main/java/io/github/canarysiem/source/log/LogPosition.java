package io.github.canarysiem.source.log;

import io.github.canarysiem.IncidentId;
import io.github.canarysiem.json.Text;
import io.github.canarysiem.spi.Position;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/**
 * What a restart has to know, as text: lines of fields that blanks separate. The first holds the version, the log's path as a digest,
 * the next generation and {@code since} in milliseconds; each other one a {@link Mark}, with {@code +} for files that are followed,
 * oldest first, and {@code -} for the last ones that are finished.
 *
 * @param path of the log
 * @param nextGeneration number of the next file at that path
 * @param since files that were last written before hold nothing new
 * @param followed oldest first; the last one was at the path when it was last seen there
 * @param finished oldest first
 */
record LogPosition(Path path, long nextGeneration, Instant since, List<Mark> followed, List<Mark> finished) {
    private static final String VERSION = "2";
    private static final int FIELDS = 8;
    private static final String NOTHING = ".";

    /** The position as it is stored. */
    Position encoded() {
        StringBuilder text = new StringBuilder(512);
        text.append(VERSION).append(' ').append(digest(path)).append(' ');
        text.append(nextGeneration).append(' ').append(since.toEpochMilli());
        followed.forEach(mark -> append('+', mark, text));
        finished.forEach(mark -> append('-', mark, text));
        return new Position(text.toString());
    }

    /**
     * Reads a stored position; empty if there is none, or one of another path.
     *
     * @throws IOException if it cannot be understood
     */
    static Optional<LogPosition> decoded(Path path, Position position) throws IOException {
        if (position.equals(Position.START)) {
            return Optional.empty();
        }
        try {
            String[] lines = position.value().split("\n", -1);
            String[] first = lines[0].split(" ", -1);
            if (!first[0].equals(VERSION)) {
                throw new IllegalArgumentException("unknown version");
            }
            if (!first[1].equals(digest(path))) {
                return Optional.empty();
            }
            List<Mark> followed = new ArrayList<>();
            List<Mark> finished = new ArrayList<>();
            for (int i = 1; i < lines.length; i++) {
                (lines[i].startsWith("+") ? followed : finished).add(mark(lines[i]));
            }
            Instant since = Instant.ofEpochMilli(Long.parseLong(first[3]));
            return Optional.of(new LogPosition(path, Long.parseLong(first[2]), since, followed, finished));
        } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
            throw new IOException(
                    path + ": the stored position is of another version of canary-siem; run that version, or rename"
                            + " the source to begin anew",
                    e);
        }
    }

    private static void append(char sign, Mark mark, StringBuilder text) {
        text.append('\n').append(sign);
        text.append(' ').append(mark.generation()).append(' ').append(mark.late() ? 'l' : 'i');
        text.append(' ').append(mark.offset());
        text.append(' ').append(mark.skipping() ? 's' : 'b');
        text.append(' ').append(base64(mark.key().getBytes(StandardCharsets.UTF_8)));
        text.append(' ').append(base64(mark.imprint().head()));
        text.append(' ').append(base64(mark.imprint().tail()));
    }

    private static Mark mark(String line) {
        String[] fields = line.split(" ", -1);
        if (fields.length != FIELDS) {
            throw new IllegalArgumentException("not a mark");
        }
        return new Mark(
                Long.parseLong(fields[1]),
                fields[2].equals("l"),
                Long.parseLong(fields[3]),
                fields[4].equals("s"),
                new String(bytes(fields[5]), StandardCharsets.UTF_8),
                new Imprint(bytes(fields[6]), bytes(fields[7])));
    }

    private static String base64(byte[] bytes) {
        return bytes.length == 0
                ? NOTHING
                : Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private static byte[] bytes(String text) {
        return text.equals(NOTHING) ? new byte[0] : Base64.getUrlDecoder().decode(text);
    }

    private static String digest(Path path) {
        return IncidentId.of(Text.wellFormed(path.toString()));
    }
}
