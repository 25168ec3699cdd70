package io.github.canarysiem.wazuh;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.canarysiem.spi.IncidentSink;
import io.github.canarysiem.spi.Settings;
import io.github.canarysiem.testing.SinkContract;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** The far end is a folder behind a symbolic link, which is broken by pointing it at what is no folder. */
class WazuhFileSinkContractTest extends SinkContract {
    @TempDir
    Path folder;

    /** The contract times a delivery, not the loading of classes on a busy machine. */
    @BeforeAll
    static void loadClasses() {
        Samples.loadClasses();
    }

    @BeforeEach
    void makeFolder() throws IOException {
        Files.createDirectory(folder.resolve("real"));
        Files.createFile(folder.resolve("no-folder"));
        point("real");
    }

    @Override
    protected IncidentSink sink() {
        return new WazuhFileProvider()
                .create(Settings.of(
                        "sinks.agent",
                        Map.of("path", folder.resolve("logs/incident.log").toString())));
    }

    @Override
    protected List<Received> received() throws IOException {
        Path file = folder.resolve("real/incident.log");
        return Files.notExists(file)
                ? List.of()
                : WazuhFileSinkTest.lines(file).stream()
                        .map(WazuhFileSinkContractTest::of)
                        .toList();
    }

    @Override
    protected void breakFarEnd() throws IOException {
        point("no-folder");
    }

    @Override
    protected void mendFarEnd() throws IOException {
        point("real");
    }

    static Received of(JsonNode line) {
        return new Received(
                line.at("/canary/id").asText(), line.at("/canary/revision").asInt());
    }

    private void point(String target) throws IOException {
        Path next = Files.createSymbolicLink(folder.resolve("next"), folder.resolve(target));
        Files.move(next, folder.resolve("logs"), StandardCopyOption.ATOMIC_MOVE);
    }
}
