package io.github.canarysiem.wazuh;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;

/** Tells how old a log file is: file systems forget when a file was made, its first line does not. */
final class FirstLine {
    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private FirstLine() {}

    /** When the incident of the first line was seen; empty if the file is, or if the line is not ours. */
    static Optional<Instant> time(Path file) throws IOException {
        byte[] start;
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
            start = in.readNBytes(WazuhLine.LONGEST);
        }
        try {
            String observed =
                    MAPPER.readTree(start).path("canary").path("observed").asText();
            return observed.isEmpty() ? Optional.empty() : Optional.of(Instant.parse(observed));
        } catch (IOException | DateTimeException e) {
            return Optional.empty();
        }
    }
}
