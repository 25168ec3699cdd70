package io.github.canarysiem.source.log;

import io.github.canarysiem.Incident;
import io.github.canarysiem.spi.IncidentSource;
import io.github.canarysiem.spi.Settings;
import io.github.canarysiem.testing.SourceContract;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;

/** What every source promises, for the provider's own product; its upstream is gone when the log's folder is. */
class LogFileSourceContractTest extends SourceContract {
    @TempDir
    Path root;

    private int written;

    @Override
    protected IncidentSource source() throws IOException {
        if (written == 0 && !Files.exists(root.resolve("away"))) {
            Files.createDirectories(folder());
            Files.writeString(log(), "");
        }
        Map<String, Object> settings = Map.of("path", log().toString(), "format", "canary", "poll-interval", "20ms");
        return new LogFileSourceProvider().create(Settings.of("sources.legacy", settings));
    }

    @Override
    protected void emit(List<String> marks) throws IOException {
        for (String mark : marks) {
            LogLines.append(log(), LogLines.canary(mark, ++written) + "\n");
        }
    }

    @Override
    protected String mark(Incident incident) {
        return LogLines.mark(incident);
    }

    @Override
    protected void breakUpstream() throws IOException {
        Files.createDirectories(folder());
        Files.move(folder(), root.resolve("away"));
    }

    @Override
    protected void mendUpstream() throws IOException {
        Files.move(root.resolve("away"), folder());
        if (!Files.exists(log())) {
            Files.writeString(log(), "");
        }
    }

    private Path folder() {
        return root.resolve("logs");
    }

    private Path log() {
        return folder().resolve("incident.log");
    }
}
