package io.github.canarysiem.samples;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.canarysiem.spi.IncidentSink;
import io.github.canarysiem.testing.Incidents;
import io.github.canarysiem.testing.SinkContract;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CsvSinkTest extends SinkContract {
    private static final Pattern LINE = Pattern.compile("\"[^\"]*\",\"([0-9a-f]{32})\",\"(\\d+)\",.*");

    @TempDir
    Path folder;

    private Path open = Path.of("");
    private Path hidden = Path.of("");

    @BeforeEach
    void makeFolder() throws IOException {
        open = Files.createDirectory(folder.resolve("open"));
        hidden = folder.resolve("hidden");
    }

    @Override
    protected IncidentSink sink() {
        return new CsvSink(open.resolve("incidents.csv"));
    }

    @Override
    protected List<Received> received() throws IOException {
        Path file = (Files.exists(hidden) ? hidden : open).resolve("incidents.csv");
        if (!Files.exists(file)) {
            return List.of();
        }
        return Files.readAllLines(file).stream()
                .map(LINE::matcher)
                .filter(Matcher::matches)
                .map(line -> new Received(line.group(1), Integer.parseInt(line.group(2))))
                .toList();
    }

    @Override
    protected void breakFarEnd() throws IOException {
        Files.move(open, hidden);
    }

    @Override
    protected void mendFarEnd() throws IOException {
        Files.move(hidden, open);
    }

    @Test
    void anAttackersTextIsOneHarmlessCell() throws Exception {
        try (IncidentSink sink = sink()) {
            sink.deliver(List.of(Incidents.hostile("=cmd|' /C calc'!A0\r\n\",\"forged\"")));
        }
        assertThat(Files.readAllLines(open.resolve("incidents.csv")))
                .singleElement()
                .asString()
                .contains("\"'=cmd|' /C calc'!A0\\u000d\\u000a\"\",\"\"forged\"\"\"");
    }

    @Test
    void aTornLastLineTakesNoIncidentWithIt() throws Exception {
        Files.writeString(open.resolve("incidents.csv"), "\"2026-11-21T20:00:00Z\",\"012");
        try (IncidentSink sink = sink()) {
            sink.deliver(Incidents.hits(0, 1));
        }
        assertThat(received()).containsExactly(Received.of(Incidents.hit(0)));
    }
}
