package io.github.canarysiem.source.honeyfile;

import io.github.canarysiem.FileActivity;
import io.github.canarysiem.Incident;
import io.github.canarysiem.spi.IncidentSource;
import io.github.canarysiem.spi.Settings;
import io.github.canarysiem.testing.SourceContract;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;

/**
 * What every source promises, for the provider's own product: reads of planted files by another process, also while nobody watched.
 * Upstream is broken by taking the folder away.
 */
class HoneyfileContractTest extends SourceContract implements SourceContract.Secretive {
    private static final String KEY = "a key of the chain";

    @TempDir
    private Path folder;

    private Path bait() {
        return folder.resolve("bait");
    }

    @Override
    protected IncidentSource source() throws IOException {
        plant();
        return new HoneyfileSourceProvider()
                .create(Settings.of(
                        "sources.files",
                        Map.of(
                                "paths", List.of(bait() + "/*"),
                                "detector", "atime",
                                "poll-interval", "50ms",
                                "settle", "5ms",
                                "scan-interval", "100ms",
                                "chain-key", KEY)));
    }

    /** All files that the contract could ask for are there from the beginning. */
    private void plant() throws IOException {
        if (Files.exists(bait()) || Files.exists(folder.resolve("away"))) {
            return;
        }
        Files.createDirectory(bait());
        List<String> marks = new ArrayList<>(List.of("A", "B", "C", "D"));
        for (String prefix : List.of("a", "b", "c", "r0", "r1", "r2", "r3", "r4")) {
            for (int i = 0; i < 20; i++) {
                marks.add("mark-" + prefix + "-" + i);
            }
        }
        for (String mark : marks) {
            Files.writeString(bait().resolve(mark), "secret");
        }
    }

    @Override
    protected void emit(List<String> marks) throws IOException, InterruptedException {
        Process reader = ReadingChild.start(
                marks.stream().map(mark -> bait().resolve(mark)).toList());
        reader.waitFor();
    }

    @Override
    protected String mark(Incident incident) {
        FileActivity file = incident.file();
        return file == null || file.path() == null
                ? ""
                : String.valueOf(Path.of(file.path()).getFileName());
    }

    /** The folder itself is told of, too, when it is gone. */
    @Override
    protected boolean counts(Incident incident) {
        return super.counts(incident) && !mark(incident).equals("bait");
    }

    @Override
    protected void breakUpstream() throws IOException {
        plant();
        Files.move(bait(), folder.resolve("away"));
    }

    @Override
    protected void mendUpstream() throws IOException {
        Files.move(folder.resolve("away"), bait());
    }

    @Override
    public List<String> secrets() {
        return List.of(KEY);
    }
}
