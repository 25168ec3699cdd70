package io.github.canarysiem.source.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Whatever is done to a log, each of its lines is one incident, in order. */
@Timeout(60)
class RotationTest {
    @TempDir
    Path folder;

    private FollowedLog log;

    @BeforeEach
    void prepare() throws IOException {
        log = new FollowedLog(folder);
        log.raw("");
    }

    @AfterEach
    void close() {
        log.close();
    }

    @Test
    void aRenamedFileIsReadToItsEndAndTheNewOneFromItsFront() throws IOException {
        log.start().write("a").awaitMarks("a");
        log.write("b").rename().writeTo(log.numbered(1), "c");
        log.write("d");

        log.awaitMarks("a", "b", "c", "d");
    }

    @Test
    void aWriterThatStillHoldsTheRenamedFileIsHeard() throws IOException {
        log.start().write("a").awaitMarks("a");
        log.rename().write("b").awaitMarks("a", "b");
        log.writeTo(log.numbered(1), "late").awaitMarks("a", "b", "late");
        log.stop().writeTo(log.numbered(1), "later").start();

        log.awaitMarks("a", "b", "late", "later");
    }

    @Test
    void timeMayPassBetweenRenamingAndTheNewFile() throws IOException {
        log.start().write("a").awaitMarks("a");
        log.rename().writeTo(log.numbered(1), "b").awaitMarks("a", "b");
        log.stop().writeTo(log.numbered(1), "c").start().awaitMarks("a", "b", "c");
        log.write("d").awaitMarks("a", "b", "c", "d");
    }

    @Test
    void aFileThatIsCopiedAndEmptiedIsReadToItsEndInTheCopy() throws IOException {
        log.start().write("a").awaitMarks("a");
        log.stop().write("b").copyAndTruncate().write("c").start();

        log.awaitMarks("a", "b", "c");
        log.copyAndTruncate().write("d").awaitMarks("a", "b", "c", "d");
    }

    @Test
    void aFileThatGrewBeyondItsOldLengthAfterItWasEmptiedIsANewOne() throws IOException {
        log.write("a").start().awaitMarks("a");
        log.stop().copyAndTruncate().write("b", "a", "c", "d").start();

        log.awaitMarks("a", "b", "a", "c", "d");
    }

    @Test
    void aCopyMayBeWrittenOverTheLastOne() throws IOException {
        log.start().write("a").awaitMarks("a");
        log.copyOver(log.numbered(1)).truncate().write("b").awaitMarks("a", "b");
        log.stop().write("c").copyOver(log.numbered(1)).truncate().write("d").start();

        log.awaitMarks("a", "b", "c", "d");
        log.copyOver(log.numbered(1)).truncate().write("e").awaitMarks("a", "b", "c", "d", "e");
    }

    @Test
    void aLogMayBeCompressedItselfAndThenEmptied() throws IOException {
        log.start().write("a").awaitMarks("a");
        log.compressTo(log.numbered(1)).write("b").awaitMarks("a", "b");
        log.truncate().write("c").awaitMarks("a", "b", "c");
        log.compressTo(log.numbered(1)).write("d").awaitMarks("a", "b", "c", "d");
        log.truncate().write("e").awaitMarks("a", "b", "c", "d", "e");
    }

    @Test
    void whatWasNotReadOfACopyIsReadOfItsCompressedOne() throws IOException {
        log.start().write("a").awaitMarks("a");
        Files.copy(log.path, log.numbered(1));
        log.write("b").awaitMarks("a", "b");
        log.stop()
                .write("c")
                .copyOver(log.numbered(1))
                .truncate()
                .compress(1)
                .write("d")
                .start();

        log.awaitMarks("a", "b", "c", "d");
    }

    @Test
    void aLogMayBeALinkToTheFileOfTheDay() throws IOException {
        Path first = log.path.resolveSibling("incident.log.20261121");
        Path second = log.path.resolveSibling("incident.log.20261122");
        Files.move(log.path, first);
        Files.createSymbolicLink(log.path, first);
        log.start().write("a").awaitMarks("a");

        Files.createFile(second);
        Path link = Files.createSymbolicLink(log.path.resolveSibling("link"), second);
        Files.move(link, log.path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        log.write("b").writeTo(first, "late");

        await().until(() -> log.marks().size() == 3);
        assertThat(log.marks()).containsExactlyInAnyOrder("a", "b", "late");
    }

    @Test
    void anEmptyFileThatWasRenamedIsHeardAfterARestart() throws IOException {
        LogLines.append(log.path, "");
        log.start().rename().write("a").awaitMarks("a");
        log.stop().start().write("b").awaitMarks("a", "b");

        log.writeTo(log.numbered(1), "late").awaitMarks("a", "b", "late");
    }

    @Test
    void whatWasCompressedBeforeItWasReadIsReadFromThere() throws IOException {
        log.start().write("a").awaitMarks("a");
        log.stop()
                .write("b")
                .rename()
                .write("c")
                .rename()
                .write("d")
                .compress(2)
                .compress(1)
                .start();

        log.awaitMarks("a", "b", "c", "d");
        log.stop().rename().compress(1).start();
        log.write("e").awaitMarks("a", "b", "c", "d", "e");
    }

    @Test
    void everyFileOfManyRotationsIsReadInItsOrder() throws IOException {
        log.start().write("a").awaitMarks("a");
        log.stop();
        for (String mark : new String[] {"b", "c", "d", "e"}) {
            log.write(mark).rename();
        }
        log.write("f").start();

        log.awaitMarks("a", "b", "c", "d", "e", "f");
    }

    @Test
    void anOlderFileThatIsTouchedIsNotReadAgain() throws IOException {
        log.start().write("a").awaitMarks("a");
        log.rename().write("b").awaitMarks("a", "b");
        log.stop().writeTo(log.path, "c").start();
        Files.setLastModifiedTime(log.numbered(1), FileTime.from(Instant.now().plusSeconds(60)));
        log.awaitMarks("a", "b", "c");
        log.rename().write("d").awaitMarks("a", "b", "c", "d");
    }

    @Test
    void aFileThatIsEmptiedStartsAnew() throws IOException {
        log.start().write("a").awaitMarks("a");
        log.truncate().write("b").awaitMarks("a", "b");
        log.stop().truncate().write("c", "b").start();

        log.awaitMarks("a", "b", "c", "b");
    }

    @Test
    void aNewFileThatGotTheOldNumberIsToldApart() throws IOException {
        log.write("a").start().awaitMarks("a");
        log.stop();
        Files.write(
                log.path,
                (LogLines.hit("x") + "\n" + LogLines.hit("y") + "\n").getBytes(StandardCharsets.UTF_8),
                StandardOpenOption.TRUNCATE_EXISTING);

        log.start().awaitMarks("a", "x", "y");
    }

    @Test
    void theShortestLinesAreToldApart() throws IOException {
        log.raw("\n").start();
        log.stop().raw("\n\n").start().write("a").awaitMarks("a");
        log.stop().truncate().raw("\n").write("b").start().awaitMarks("a", "b");
    }

    @Test
    void aLineThatHasOnlyBegunWaitsForItsEnd() throws IOException {
        String line = LogLines.hit("a");
        log.start().raw(line.substring(0, 40)).stop().raw(line.substring(40)).start();
        log.stop().rename().write("b").start();
        log.awaitMarks("b");
        LogLines.append(log.numbered(1), "\n");

        log.awaitMarks("b", "a");
    }

    @Test
    void aLineThatNobodyEndsIsReadWhenItsFileIsDone() throws IOException {
        log.close();
        log = new FollowedLog(folder, Duration.ofMillis(300)).start();
        log.raw(LogLines.hit("a")).rename().write("b").awaitMarks("b", "a");
        log.raw(LogLines.hit("c")).copyAndTruncate().write("d").awaitMarks("b", "a", "c", "d");
    }

    @Test
    void filesThatBeginAlikeAreToldApart() throws IOException {
        log.write("head").start().awaitMarks("head");
        log.rename().write("head").awaitMarks("head", "head");
        log.stop().rename().write("head", "a").rename().write("head", "b").start();

        log.awaitMarks("head", "head", "head", "a", "head", "b");
    }

    @Test
    void aReplacedFolderIsANewLog() throws IOException {
        log.start().write("a").awaitMarks("a");
        Files.move(folder, folder.resolveSibling(folder.getFileName() + "-away"));
        Files.createDirectories(folder);
        log.write("b").awaitMarks("a", "b");
    }

    @Test
    void aFileThatAppearsAfterTheFirstStartIsReadFromItsFront() throws IOException {
        Files.delete(log.path);
        log.with("start", "end").start();
        assertThat(log.intake.health().detail()).contains("waited for");
        log.stop().write("a").rename().write("b").start().awaitMarks("a", "b");
    }

    @Test
    void theFirstStartPassesOverWhatIsThere() throws IOException {
        log.write("old")
                .raw(LogLines.hit("begun").substring(0, 30))
                .with("start", "end")
                .start();
        log.raw(LogLines.hit("begun").substring(30) + "\n").write("new").awaitMarks("begun", "new");
    }

    @Test
    void anIncompleteCompressedFileIsAwaitedAndOneThatIsDamagedForGoodIsNot() throws IOException {
        log.close();
        log = new FollowedLog(folder, Duration.ofSeconds(1)).start();
        log.write("a").awaitMarks("a");
        log.stop().write("b").rename().compress(1);
        Path compressed = log.path.resolveSibling("incident.log.1.gz");
        byte[] whole = Files.readAllBytes(compressed);
        Files.write(compressed, Arrays.copyOf(whole, whole.length / 2));
        log.write("c").start();
        await().until(() -> !log.failures().isEmpty());
        assertThat(log.failures().get(0)).hasMessageContaining("complete gzip file");

        log.awaitMarks("a", "c");
    }

    @Test
    void aFolderInThePlaceOfTheLogIsNamed() throws IOException {
        Files.delete(log.path);
        Files.createDirectory(log.path);
        log.start();

        assertThat(log.intake.health().detail()).isEqualTo(log.path + ": is no regular file; name the log file itself");
    }
}
