package io.github.canarysiem.samples;

import io.github.canarysiem.Incident;
import io.github.canarysiem.Token;
import io.github.canarysiem.spi.IncidentSource;
import io.github.canarysiem.testing.SourceContract;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

class DropFolderSourceTest extends SourceContract {
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
    protected IncidentSource source() {
        return new DropFolderSource(open, Duration.ofMillis(10), Clock.systemUTC());
    }

    @Override
    protected void emit(List<String> marks) throws IOException {
        for (String mark : marks) {
            Path unfinished = Files.writeString(folder.resolve("unfinished"), mark);
            Files.move(unfinished, open.resolve(mark), StandardCopyOption.ATOMIC_MOVE);
        }
    }

    @Override
    protected String mark(Incident incident) {
        return Optional.ofNullable(incident.token()).map(Token::memo).orElseThrow();
    }

    @Override
    protected void breakUpstream() throws IOException {
        Files.move(open, hidden);
    }

    @Override
    protected void mendUpstream() throws IOException {
        Files.move(hidden, open);
    }
}
