package io.github.canarysiem.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.canarysiem.Incident;
import io.github.canarysiem.IncidentId;
import io.github.canarysiem.Kind;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of a journal that a crash or a disk has hurt. */
@Timeout(60)
class JournalDamageTest {
    private static final Delivery QUICK = new Delivery(500, Duration.ofMillis(5), Duration.ofMillis(40));
    private static final int COUNT = 400;

    @TempDir
    Path state;

    private Path file;

    @BeforeEach
    void aJournalWithUnsettledIncidents() throws Exception {
        ScriptedSink dead = new ScriptedSink();
        dead.script = ScriptedSink.down();
        QueueSource source = new QueueSource();
        try (Pipeline pipeline = Pipeline.spoolingTo(state)
                .from("source", source)
                .to("sink", dead, QUICK)
                .start()) {
            source.store(QueueSource.findings("a", COUNT));
        }
        file = state.resolve("journal.db");
    }

    @Test
    void aTruncatedJournalIsRefusedWithTheMendAndNotTouched() throws Exception {
        try (RandomAccessFile journal = new RandomAccessFile(file.toFile(), "rw")) {
            journal.setLength(journal.length() / 2);
        }
        byte[] before = Files.readAllBytes(file);
        assertRefused();
        assertThat(Files.readAllBytes(file)).isEqualTo(before);
    }

    @Test
    void anEmptyJournalIsRefused() throws Exception {
        Files.write(file, new byte[0]);
        assertRefused();
    }

    @Test
    void aFileThatIsNoJournalIsRefused() throws Exception {
        Files.writeString(file, "this is not a database at all, only some text that somebody put here by mistake");
        assertRefused();
    }

    @Test
    void pagesOfRubbishAreRefused() throws Exception {
        byte[] rubbish = new byte[4096];
        new Random(7).nextBytes(rubbish);
        try (RandomAccessFile journal = new RandomAccessFile(file.toFile(), "rw")) {
            for (long page = 2; page < journal.length() / 4096; page += 3) {
                journal.seek(page * 4096);
                journal.write(rubbish);
            }
        }
        assertRefused();
    }

    @Test
    void aFlippedByteInsideAnIncidentBecomesAGapAndHoldsNothingUp() throws Exception {
        String content = Files.readString(file, StandardCharsets.ISO_8859_1);
        Files.writeString(
                file, content.replace("\"channel\":\"a17\"", "\"channel\":\"aX7\""), StandardCharsets.ISO_8859_1);
        ScriptedSink sink = new ScriptedSink();
        try (Pipeline pipeline =
                Pipeline.spoolingTo(state).to("sink", sink, QUICK).start()) {
            assertThat(pipeline.awaitSettled(Duration.ofSeconds(20))).isTrue();
        }
        assertThat(sink.delivered).hasSize(COUNT);
        assertThat(sink.delivered).filteredOn(i -> i.kind() == Kind.HISTORY_GAP).hasSize(1);
        assertThat(sink.ids())
                .doesNotContain(IncidentId.of("a17"))
                .contains(IncidentId.of("a16"), IncidentId.of("a18"));
    }

    @Test
    void aTornWriteAheadLogGivesWhatIsProvenGoodAndTheSourceOffersTheRestAgain() throws Exception {
        Path copy = state.resolveSibling(state.getFileName() + "-copy");
        Files.createDirectories(copy);
        QueueSource source = new QueueSource();
        ScriptedSink dead = new ScriptedSink();
        dead.script = ScriptedSink.down();
        try (Pipeline pipeline = Pipeline.spoolingTo(state)
                .from("source", source)
                .to("sink", dead, QUICK)
                .start()) {
            for (int i = 0; i < 10; i++) {
                source.store(List.of(QueueSource.finding("late" + i)));
            }
            copy("journal.db", copy);
            copy("journal.db-wal", copy);
        }
        Path log = copy.resolve("journal.db-wal");
        try (RandomAccessFile torn = new RandomAccessFile(log.toFile(), "rw")) {
            torn.setLength(torn.length() - 5_000);
        }
        ScriptedSink sink = new ScriptedSink();
        QueueSource again = new QueueSource();
        try (Pipeline pipeline = Pipeline.spoolingTo(copy)
                .from("source", again)
                .to("sink", sink, QUICK)
                .start()) {
            int lost = again.store(QueueSource.findings("late", 10));
            assertThat(lost).isBetween(1, 9);
            assertThat(pipeline.awaitSettled(Duration.ofSeconds(20))).isTrue();
        }
        assertThat(sink.delivered).extracting(Incident::id).hasSize(COUNT + 10).doesNotHaveDuplicates();
    }

    private void copy(String name, Path target) throws IOException {
        Files.copy(state.resolve(name), target.resolve(name), StandardCopyOption.REPLACE_EXISTING);
    }

    private void assertRefused() {
        assertThatThrownBy(() -> Pipeline.spoolingTo(state).start().close())
                .isInstanceOf(JournalDamagedException.class)
                .hasMessageContaining("journal.db is damaged")
                .hasMessageContaining("move")
                .hasMessageContaining(".recover");
    }
}
