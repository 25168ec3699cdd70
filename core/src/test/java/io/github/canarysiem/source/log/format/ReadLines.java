package io.github.canarysiem.source.log.format;

import io.github.canarysiem.Incident;
import io.github.canarysiem.spi.Finding;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

/** Lines read by a format, and what they told. */
final class ReadLines {
    static final Instant OBSERVED = Instant.parse("2026-11-22T06:00:00Z");

    private final LineFormat format;
    private final List<Finding> found = new ArrayList<>();
    private long offset;

    ReadLines(FormatName name, List<String> keys, List<String> paths) {
        this.format = new LineFormats(ZoneOffset.ofHours(1), true, new Selection(keys, paths)).of(name);
    }

    static ReadLines with(FormatName name) {
        return new ReadLines(name, List.of("canary*"), List.of());
    }

    /** Whether the format knows the line. */
    boolean read(String line) {
        byte[] bytes = line.getBytes(StandardCharsets.UTF_8);
        boolean understood = format.read(new LogLine(bytes, new Place("/log", 1, offset), OBSERVED), found::add);
        offset += bytes.length + 1L;
        return understood;
    }

    ReadLines settle(Instant now) {
        format.settle(now, found::add);
        return this;
    }

    List<Place> waiting() {
        return format.waiting();
    }

    List<Finding> findings() {
        return List.copyOf(found);
    }

    List<Incident> incidents() {
        return found.stream().map(Finding::incident).toList();
    }

    /** The only one. */
    Incident incident() {
        if (found.size() != 1) {
            throw new AssertionError("incidents found: " + found.size());
        }
        return found.get(0).incident();
    }
}
