package io.github.canarysiem.source.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.canarysiem.Incident;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What lines may look like. */
@Timeout(60)
class LineTest {
    @TempDir
    Path folder;

    private FollowedLog log;

    @BeforeEach
    void prepare() {
        log = new FollowedLog(folder);
    }

    @AfterEach
    void close() {
        log.close();
    }

    @Test
    void aLineThatIsTooLongIsSkippedAndTheNextOneIsNot() throws IOException {
        log.with("maximum-line", "4KiB").raw("x".repeat(4096) + "\n").write("a").start();
        log.awaitMarks("a");
        assertThat(log.intake.health().detail()).endsWith("lines not understood: 1");
        log.raw("y".repeat(1_000_000));
        await().until(() -> log.intake.health().detail().endsWith("too long: 1"));
        log.stop().raw("y".repeat(1_000_000) + "\n").write("b").start();

        log.awaitMarks("a", "b");
        log.raw("z".repeat(4097) + "\n").write("c").awaitMarks("a", "b", "c");
    }

    @Test
    void theLongestLinesAreReadWhole() throws IOException {
        String mark = "m".repeat(100_000);
        log.with("maximum-line", "16MiB").write(mark, "a").start();

        await().until(() -> log.stored().size() == 2);
        assertThat(log.marks().get(0)).startsWith("m".repeat(64 << 10));
    }

    @Test
    void nulsBeforeALineDoNotCount() throws IOException {
        log.with("maximum-line", "4KiB").raw("\0".repeat(500_000)).write("a").start();
        log.awaitMarks("a");
    }

    @Test
    void bytesWithoutMeaningStayReadable() throws IOException {
        LogLines.append(log.path, (LogLines.hit("B\u00e4r \ud83d\ude00") + "\n").getBytes(StandardCharsets.UTF_8));
        LogLines.append(log.path, (LogLines.hit("B\u00e4r") + "\r\n").getBytes(StandardCharsets.ISO_8859_1));
        LogLines.append(log.path, new byte[] {(byte) 0xef, (byte) 0xbb, (byte) 0xbf});
        log.write("last").start();

        log.awaitMarks("B\u00e4r \ud83d\ude00", "B\u00e4r", "last");
    }

    @Test
    void anotherEncodingCanBeNamed() throws IOException {
        LogLines.append(log.path, (LogLines.hit("\u20ac") + "\n").getBytes(Charset.forName("windows-1252")));
        log.with("encoding", "windows-1252").start().awaitMarks("\u20ac");
    }

    @Test
    void linesThatSayTheSameAreIncidentsOfTheirOwn() throws IOException {
        log.write("same", "same").start().awaitMarks("same", "same");
        log.rename().write("same").awaitMarks("same", "same", "same");
        log.write("same").awaitMarks("same", "same", "same", "same");
        log.copyAndTruncate().write("same").awaitMarks("same", "same", "same", "same", "same");

        assertThat(log.stored().stream().map(Incident::id).distinct()).hasSize(5);
    }

    @Test
    void anotherReaderOfTheSameFileMakesTheSameIds() throws IOException {
        log.write("a", "b").start().awaitMarks("a", "b");
        try (FollowedLog second = new FollowedLog(folder).start()) {
            second.awaitMarks("a", "b");

            assertThat(second.stored().stream().map(Incident::id))
                    .containsExactlyElementsOf(
                            log.stored().stream().map(Incident::id).toList());
        }
    }

    @Test
    void manyLinesComeInBatches() throws IOException {
        String[] marks = IntStream.range(0, 5_000).mapToObj(i -> "m" + i).toArray(String[]::new);
        StringBuilder text = new StringBuilder();
        for (String mark : marks) {
            text.append(LogLines.hit(mark)).append('\n');
        }
        log.raw(text.toString()).start().awaitMarks(marks);
    }

    @Test
    void whatNobodyUnderstandsIsCountedAndStopsNothing() throws IOException {
        log.with("format", "auto");
        log.raw("INFO:root:started\n{\"token\": 1}\n{\"canary\": {}}\n\u001b[31m\n{}\n[]\n{\"canary\":\n")
                .write("a")
                .start();
        log.awaitMarks("a");

        assertThat(log.intake.health().detail()).isEqualTo("follows " + log.path + "; lines not understood: 7");
    }
}
