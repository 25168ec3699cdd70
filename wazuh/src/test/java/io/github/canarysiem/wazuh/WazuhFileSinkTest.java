package io.github.canarysiem.wazuh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.canarysiem.Incident;
import io.github.canarysiem.json.Text;
import io.github.canarysiem.spi.IncidentSink;
import io.github.canarysiem.spi.Outcome;
import io.github.canarysiem.spi.Settings;
import io.github.canarysiem.spi.SettingsException;
import io.github.canarysiem.spi.SinkProvider;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WazuhFileSinkTest {
    @TempDir
    Path folder;

    private final List<IncidentSink> opened = new ArrayList<>();

    @AfterEach
    void closeSinks() {
        opened.forEach(IncidentSink::close);
    }

    @Test
    void theServiceLoaderFindsIt() {
        assertThat(ServiceLoader.load(SinkProvider.class).stream()
                        .map(p -> p.get().type()))
                .contains("wazuh-file");
    }

    @Test
    void aBatchIsOneLineEachInOrder() throws Exception {
        Path file = folder.resolve("deep/er/incident.log");

        List<Outcome> outcomes = sink(file).deliver(Samples.hits(0, 50));

        assertThat(outcomes).hasSize(50).allMatch(Outcome.Delivered.class::isInstance);
        assertThat(ids(file))
                .containsExactlyElementsOf(
                        IntStream.range(0, 50).mapToObj(Samples::id).toList());
        assertThat(Files.readString(file)).endsWith("}\n");
    }

    @Test
    void hostileTextForgesNoLineAndArrivesExactly() throws Exception {
        Path file = folder.resolve("incident.log");
        List<Incident> incidents =
                HostileText.all().stream().map(Samples::saying).toList();

        sink(file).deliver(incidents);

        List<JsonNode> lines = lines(file);
        assertThat(lines).hasSameSizeAs(incidents);
        for (int i = 0; i < lines.size(); i++) {
            assertThat(lines.get(i).at("/canary/token/memo").asText())
                    .isEqualTo(Text.wellFormed(HostileText.all().get(i)));
        }
    }

    @Test
    void modesThatMakeNoSenseAreRefused() {
        for (String mode : List.of("416", "0777", "0440", "0", "0642", "rw-r-----")) {
            assertThatThrownBy(() -> sink(folder.resolve("a.log"), Map.of("file-mode", mode)))
                    .isInstanceOf(SettingsException.class)
                    .hasMessageContaining("sinks.agent.file-mode: is not a mode");
        }
    }

    @Test
    void newFilesHaveTheModeWhateverTheUmask() throws Exception {
        Path file = folder.resolve("a.log");
        sink(file).deliver(Samples.hits(0, 1));
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-r-----");

        Path open = folder.resolve("b.log");
        sink(open, Map.of("file-mode", "664")).deliver(Samples.hits(0, 1));
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(open)))
                .isEqualTo("rw-rw-r--");
    }

    @Test
    void anUnknownGroupIsAnErrorAndNothingIsWritten() {
        Path file = folder.resolve("a.log");
        IncidentSink sink = sink(file, Map.of("group", "no-such-group-here"));

        assertThatThrownBy(sink::probe).isInstanceOf(IOException.class).hasMessageContaining("group");
        assertThatThrownBy(() -> sink.deliver(Samples.hits(0, 1)))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("group");
        assertThat(file).isEmptyFile();
    }

    @Test
    void aMovedFileIsFollowedByANewOne() throws Exception {
        Path file = folder.resolve("incident.log");
        IncidentSink sink = sink(file);
        sink.deliver(Samples.hits(0, 2));
        Path moved = Files.move(file, folder.resolve("incident.log.1"));

        sink.deliver(Samples.hits(2, 4));

        assertThat(ids(moved)).containsExactly(Samples.id(0), Samples.id(1));
        assertThat(ids(file)).containsExactly(Samples.id(2), Samples.id(3));
    }

    @Test
    void aReplacedFileIsWrittenInstead() throws Exception {
        Path file = folder.resolve("incident.log");
        IncidentSink sink = sink(file);
        sink.deliver(Samples.hits(0, 2));
        Files.move(
                Files.writeString(folder.resolve("other"), "{\"a\":1}\n"), file, StandardCopyOption.REPLACE_EXISTING);

        sink.deliver(Samples.hits(2, 3));

        assertThat(lines(file)).hasSize(2);
        assertThat(ids(file)).contains(Samples.id(2));
    }

    @Test
    void aDeletedFileOrFolderIsMadeAgain() throws Exception {
        Path file = folder.resolve("logs/incident.log");
        IncidentSink sink = sink(file);
        sink.deliver(Samples.hits(0, 1));
        Files.delete(file);
        sink.deliver(Samples.hits(1, 2));
        assertThat(ids(file)).containsExactly(Samples.id(1));

        Files.delete(file);
        Files.delete(file.getParent());
        sink.deliver(Samples.hits(2, 3));
        assertThat(ids(file)).containsExactly(Samples.id(2));
    }

    @Test
    void aTruncatedFileIsContinuedWithoutAHole() throws Exception {
        Path file = folder.resolve("incident.log");
        IncidentSink sink = sink(file);
        sink.deliver(Samples.hits(0, 3));
        Files.write(file, new byte[0], StandardOpenOption.TRUNCATE_EXISTING);

        sink.deliver(Samples.hits(3, 4));

        assertThat(ids(file)).containsExactly(Samples.id(3));
        assertThat(Files.readAllBytes(file)[0]).isEqualTo((byte) '{');
    }

    @Test
    void aLineThatWasTornWhileOpenSpoilsNoOther() throws Exception {
        Path file = folder.resolve("incident.log");
        IncidentSink sink = sink(file);
        sink.deliver(Samples.hits(0, 1));
        Files.writeString(file, "{\"torn", StandardOpenOption.TRUNCATE_EXISTING);

        sink.deliver(Samples.hits(1, 2));

        assertThat(Files.readAllLines(file)).hasSize(2).first().isEqualTo("{\"torn");
        assertThat(StrictJson.read(Files.readAllLines(file).get(1).getBytes(StandardCharsets.UTF_8))
                        .isObject())
                .isTrue();
    }

    @Test
    void aTornLastLineOfAnEarlierRunSpoilsNoOther() throws Exception {
        Path file = Files.writeString(folder.resolve("incident.log"), "{\"a\":1}\n{\"canary\":{\"id\":\"abc");

        sink(file).deliver(Samples.hits(0, 2));

        List<String> lines = Files.readAllLines(file);
        assertThat(lines).hasSize(4);
        assertThat(lines.get(1)).isEqualTo("{\"canary\":{\"id\":\"abc");
        assertThat(StrictJson.read(lines.get(2).getBytes(StandardCharsets.UTF_8))
                        .at("/canary/id")
                        .asText())
                .isEqualTo(Samples.id(0));
    }

    @Test
    void whatIsNoRegularFileIsRefused() throws Exception {
        Path target = Files.createDirectory(folder.resolve("incident.log"));
        IncidentSink sink = sink(target);

        assertThatThrownBy(() -> sink.deliver(Samples.hits(0, 1)))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("not a regular file");
        assertThatThrownBy(sink::probe).isInstanceOf(IOException.class);
    }

    @Test
    void aSymbolicLinkIsFollowedUnlessItLeadsNowhere() throws Exception {
        Path real = Files.createFile(folder.resolve("real.log"));
        Path link = Files.createSymbolicLink(folder.resolve("incident.log"), real);
        sink(link).deliver(Samples.hits(0, 1));
        assertThat(ids(real)).containsExactly(Samples.id(0));

        Path nowhere = Files.createSymbolicLink(folder.resolve("nowhere.log"), folder.resolve("missing"));
        IncidentSink sink = sink(nowhere);
        assertThatThrownBy(() -> sink.deliver(Samples.hits(0, 1)))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("not a regular file");
    }

    @Test
    void probingWritesNothing() throws Exception {
        Path file = folder.resolve("not/yet/incident.log");

        assertThat(sink(file).probe()).contains("can be written").contains("MiB free");
        assertThat(folder.resolve("not")).doesNotExist();
    }

    @Test
    void anInterruptedThreadDeliversNothing() throws Exception {
        Path file = folder.resolve("incident.log");
        IncidentSink sink = sink(file);
        Thread.currentThread().interrupt();

        assertThatThrownBy(() -> sink.deliver(Samples.hits(0, 1))).isInstanceOf(InterruptedException.class);

        assertThat(file).doesNotExist();
        sink.deliver(Samples.hits(0, 1));
        assertThat(ids(file)).containsExactly(Samples.id(0));
    }

    @Test
    void closingTwiceLeavesNoThread() throws Exception {
        IncidentSink sink = sink(folder.resolve("incident.log"));
        sink.deliver(Samples.hits(0, 1));
        sink.close();
        sink.close();

        await().until(() -> Thread.getAllStackTraces().keySet().stream()
                .noneMatch(thread -> thread.getName().equals("wazuh-file-rotation")));
    }

    @Test
    void everyBadSettingIsNamedAtOnce() {
        Map<String, Object> values = Map.of(
                "file-mode",
                "x",
                "rotate-size",
                "big",
                "rotate-interval",
                "0s",
                "keep-files",
                "0",
                "maximum-line",
                "1",
                "pth",
                "x");
        assertThatThrownBy(() -> new WazuhFileProvider().create(Settings.of("sinks.agent", values)))
                .isInstanceOf(SettingsException.class)
                .hasMessageContainingAll(
                        "sinks.agent.path: is missing",
                        "sinks.agent.file-mode",
                        "sinks.agent.rotate-size",
                        "sinks.agent.rotate-interval",
                        "sinks.agent.keep-files",
                        "sinks.agent.maximum-line",
                        "sinks.agent.pth: is not a setting here; did you mean path?");
    }

    private IncidentSink sink(Path file) {
        return sink(file, Map.of());
    }

    private IncidentSink sink(Path file, Map<String, Object> more) {
        Map<String, Object> values = new HashMap<>(more);
        values.put("path", file.toString());
        IncidentSink sink = new WazuhFileProvider().create(Settings.of("sinks.agent", values));
        opened.add(sink);
        return sink;
    }

    static List<JsonNode> lines(Path file) throws IOException {
        return Files.readAllLines(file).stream()
                .map(line -> StrictJson.read(line.getBytes(StandardCharsets.UTF_8)))
                .toList();
    }

    static List<String> ids(Path file) throws IOException {
        return lines(file).stream().map(line -> line.at("/canary/id").asText()).toList();
    }
}
