package io.github.canarysiem.source.honeyfile.atime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import io.github.canarysiem.source.honeyfile.detector.Attribution;
import io.github.canarysiem.source.honeyfile.detector.Observation;
import io.github.canarysiem.source.honeyfile.detector.Observer;
import io.github.canarysiem.source.honeyfile.detector.Operation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Real files, read by this process: their times do not tell who it was. */
@Timeout(30)
class AtimeDetectorTest implements Observer {
    private final List<Observation> seen = new CopyOnWriteArrayList<>();
    private final AtimeDetector detector = new AtimeDetector(this, Duration.ofMillis(10), Clock.systemUTC());

    @TempDir
    private Path folder;

    private Path bait = Path.of("bait");

    @BeforeEach
    void plant() throws IOException {
        bait = Files.writeString(folder.resolve("bait"), "secret");
        detector.watch(List.of(bait));
    }

    @AfterEach
    void close() {
        detector.close();
    }

    @Override
    public void seen(Observation observation) {
        seen.add(observation);
    }

    @Override
    public void overflowed() {
        throw new AssertionError("it has no queue");
    }

    @Override
    public void failed(String reason) {
        throw new AssertionError(reason);
    }

    @Test
    void seesEveryReadOnAFileSystemThatMovesTheTimeOfAccessOnlyOnce() throws IOException {
        for (int i = 1; i <= 5; i++) {
            Instant before = Instant.now().minusMillis(20);
            Files.readString(bait);
            int reads = i;
            await().untilAsserted(() -> assertThat(operations()).hasSize(reads).containsOnly(Operation.READ));
            assertThat(seen.get(i - 1).at()).isBetween(before, Instant.now());
            assertThat(seen.get(i - 1).actor().attribution()).isEqualTo(Attribution.NONE);
            await().until(() -> FileState.of(bait).orElseThrow().isArmed());
        }
    }

    @Test
    void ownRearmingChangesNeitherTimeThatAStrangerLooksAt() throws IOException {
        FileTime old = FileTime.from(Instant.parse("2020-01-01T00:00:00.123456789Z"));
        Files.setLastModifiedTime(bait, old);
        await().until(() -> !seen.isEmpty());
        Files.readString(bait);
        await().until(() -> operations().contains(Operation.READ));
        await().until(() -> FileState.of(bait).orElseThrow().isArmed());

        assertThat(Files.getLastModifiedTime(bait)).isEqualTo(old);
        assertThat(FileState.of(bait).orElseThrow().accessed())
                .isEqualTo(seen.get(seen.size() - 1).at());
    }

    @Test
    void tellsWritesRightsLinksDeletionAndReturnApart() throws IOException {
        Files.writeString(bait, "more secrets");
        awaitLast(Operation.WRITE);
        Files.setPosixFilePermissions(bait, PosixFilePermissions.fromString("rwx------"));
        awaitLast(Operation.ATTRIBUTES);
        Files.createLink(folder.resolve("copy"), bait);
        awaitLast(Operation.LINK);
        Files.delete(bait);
        awaitLast(Operation.DELETE);
        Files.writeString(bait, "again");
        // It may be seen while it is still empty, and then once more.
        await().untilAsserted(() -> assertThat(operations()).contains(Operation.CREATE));
    }

    @Test
    void aFileThatIsReplacedByAMoveIsANewOneThatIsWatched() throws IOException {
        Files.move(
                Files.writeString(folder.resolve("new"), "new"),
                bait,
                StandardCopyOption.REPLACE_EXISTING,
                StandardCopyOption.ATOMIC_MOVE);
        awaitLast(Operation.CREATE);
        Files.readString(bait);
        awaitLast(Operation.READ);
    }

    @Test
    void aFileThatIsNotThereYetIsSeenToAppear() throws IOException {
        Path later = folder.resolve("later");
        detector.watch(List.of(later));
        Files.writeString(later, "x");

        await().untilAsserted(() -> assertThat(seen)
                .extracting(Observation::path, Observation::operation)
                .contains(tuple(later, Operation.CREATE)));
    }

    @Test
    void whatIsForgottenIsNotTold() throws IOException {
        Path other = Files.writeString(folder.resolve("other"), "x");
        detector.watch(List.of(other));
        detector.forget(List.of(bait));
        Files.writeString(bait, "changed");
        Files.writeString(other, "changed");
        awaitLast(Operation.WRITE);

        assertThat(seen).extracting(Observation::path).containsOnly(other);
    }

    private void awaitLast(Operation operation) {
        await().untilAsserted(() -> assertThat(operations()).last().isEqualTo(operation));
    }

    private List<Operation> operations() {
        return seen.stream().map(Observation::operation).toList();
    }
}
