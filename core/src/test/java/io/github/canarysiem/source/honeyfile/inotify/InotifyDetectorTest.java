package io.github.canarysiem.source.honeyfile.inotify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.canarysiem.source.honeyfile.detector.Actor;
import io.github.canarysiem.source.honeyfile.detector.Child;
import io.github.canarysiem.source.honeyfile.detector.Observation;
import io.github.canarysiem.source.honeyfile.detector.Observer;
import io.github.canarysiem.source.honeyfile.detector.Operation;
import io.github.canarysiem.source.honeyfile.detector.Recorder;
import io.github.canarysiem.testing.Needs;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@EnabledOnOs(OS.LINUX)
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class InotifyDetectorTest {
    @TempDir
    Path folder;

    private final Recorder recorder = new Recorder();
    private InotifyDetector detector;
    private Path file;

    @BeforeEach
    void open() throws IOException {
        folder = folder.toRealPath();
        file = Files.writeString(folder.resolve("payroll.xlsx"), "bait");
        detector = InotifyDetector.open(recorder, Clock.systemUTC());
        detector.watch(List.of(file));
    }

    @AfterEach
    void close() {
        detector.close();
        assertThat(recorder.failures()).isEmpty();
    }

    @Test
    void readingAFileIsOpeningReadingAndClosingItByNobodyKnown() throws Exception {
        Child.cat(file);
        recorder.awaitOperations(file, Operation.OPEN, Operation.READ, Operation.CLOSE);
        assertThat(recorder.observations()).extracting(Observation::actor).containsOnly(Actor.UNKNOWN);
        assertThat(recorder.operations(file)).doesNotContain(Operation.WRITE, Operation.ATTRIBUTES, Operation.CREATE);
    }

    @Test
    void writingIsTold() throws Exception {
        Child.shell("echo more >> " + file);
        recorder.awaitOperations(file, Operation.OPEN, Operation.WRITE, Operation.CLOSE);
    }

    @Test
    void newModesAndNewNamesAreToldApart() throws Exception {
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        recorder.await(file, Operation.ATTRIBUTES);
        assertThat(recorder.operations(file)).containsExactly(Operation.ATTRIBUTES);
        Files.createLink(folder.resolve("copy"), file);
        recorder.await(file, Operation.LINK);
        Files.delete(folder.resolve("copy"));
        Child.cat(file);
        recorder.await(file, Operation.CLOSE);
        assertThat(recorder.operations(file)).containsOnlyOnce(Operation.ATTRIBUTES, Operation.LINK);
    }

    @Test
    void aMoveSaysWhereToIfThatFolderIsWatched() throws Exception {
        Path target = folder.resolve("taken");
        Files.move(file, target);
        assertThat(recorder.await(file, Operation.RENAME).target()).isEqualTo(target);
        Child.cat(target);
        recorder.awaitOperations(file, Operation.OPEN, Operation.READ);
        Files.move(target, file);
        recorder.await(file, Operation.CREATE);
    }

    @Test
    void aMoveToAFolderThatNobodyWatchesIsTold() throws Exception {
        Path elsewhere = Files.createDirectory(folder.resolve("elsewhere"));
        Files.move(file, elsewhere.resolve("taken"));
        assertThat(recorder.await(file, Operation.RENAME).target()).isNull();
    }

    @Test
    void aFileThatAnEditorReplacesIsWatchedOn() throws Exception {
        Path fresh = Files.writeString(folder.resolve("payroll.xlsx~"), "new bait");
        Files.move(fresh, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        recorder.await(file, Operation.CREATE);
        recorder.forgetAll();
        Child.cat(file);
        recorder.awaitOperations(file, Operation.OPEN, Operation.READ, Operation.CLOSE);
        assertThat(recorder.operations(file)).doesNotContain(Operation.CREATE, Operation.DELETE);
    }

    @Test
    void aFileThatIsDeletedAndMadeAgainIsWatchedOn() throws Exception {
        for (int round = 0; round < 5; round++) {
            Files.delete(file);
            Files.writeString(file, "again");
        }
        await().untilAsserted(() -> assertThat(recorder.of(Operation.CREATE)).hasSize(5));
        assertThat(recorder.of(Operation.DELETE)).hasSize(5);
        recorder.forgetAll();
        Child.cat(file);
        recorder.awaitOperations(file, Operation.OPEN, Operation.READ);
    }

    @Test
    void aFileThatAppearsLaterWithItsFoldersIsWatched() throws Exception {
        Path later = folder.resolve("a/b/c/later");
        detector.watch(List.of(later));
        Files.createDirectories(later.getParent());
        Files.writeString(later, "bait");
        recorder.await(later, Operation.CREATE);
        Child.cat(later);
        recorder.awaitOperations(later, Operation.OPEN, Operation.READ);
        assertThat(recorder.operations(later)).containsOnlyOnce(Operation.CREATE);
    }

    @Test
    void aFolderThatGoesAndComesTakesItsFileAlong() throws Exception {
        Path inside = Files.createDirectories(folder.resolve("inside")).resolve("bait");
        Files.writeString(inside, "bait");
        detector.watch(List.of(inside));
        Files.move(folder.resolve("inside"), folder.resolve("outside"));
        recorder.await(inside, Operation.RENAME);
        Files.move(folder.resolve("outside"), folder.resolve("inside"));
        recorder.await(inside, Operation.CREATE);
        recorder.forgetAll();
        Child.cat(inside);
        recorder.awaitOperations(inside, Operation.OPEN);
        Child.shell("rm -r " + inside.getParent());
        recorder.await(inside, Operation.DELETE);
        assertThat(recorder.operations(inside)).containsOnlyOnce(Operation.DELETE);
    }

    @Test
    void whatIsForgottenIsToldNoMoreAndItsNeighboursAre() throws Exception {
        Path neighbour = Files.writeString(folder.resolve("neighbour"), "bait");
        detector.watch(List.of(neighbour));
        detector.forget(List.of(file));
        Child.cat(file);
        Files.delete(file);
        Child.cat(neighbour);
        recorder.awaitOperations(neighbour, Operation.OPEN, Operation.CLOSE);
        Files.delete(neighbour);
        recorder.await(neighbour, Operation.DELETE);
        assertThat(recorder.operations(file)).isEmpty();
    }

    @Test
    void aListedFolderIsToldWithoutItsFiles() throws Exception {
        Path watched = Files.createDirectory(folder.resolve("watched"));
        Files.writeString(watched.resolve("other"), "no bait");
        detector.watch(List.of(watched));
        Child.cat(watched.resolve("other"));
        assertThat(recorder.operations(watched)).isEmpty();
        Child.run("ls", watched.toString());
        recorder.awaitOperations(watched, Operation.OPEN);
    }

    @Test
    void aFullQueueIsToldAndWhatHappenedMeanwhileIsFound() throws Exception {
        CountDownLatch free = new CountDownLatch(1);
        AtomicInteger overflows = new AtomicInteger();
        Recorder behind = new Recorder();
        Observer slow = new Observer() {
            @Override
            public void seen(Observation observation) {
                try {
                    free.await();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
                behind.seen(observation);
            }

            @Override
            public void overflowed() {
                overflows.incrementAndGet();
            }

            @Override
            public void failed(String reason) {
                behind.failed(reason);
            }
        };
        try (InotifyDetector stuck = InotifyDetector.open(slow, Clock.systemUTC())) {
            stuck.watch(List.of(file));
            // Not readString: it would see the first digit only.
            int room = Integer.parseInt(Files.readAllLines(Path.of("/proc/sys/fs/inotify/max_queued_events"))
                    .get(0));
            Needs.that(room <= 100_000, "the kernel with a small fs.inotify.max_queued_events");
            for (int i = 0; i < room; i++) {
                try (InputStream in = Files.newInputStream(file)) {
                    in.available();
                }
            }
            Files.delete(file);
            free.countDown();
            behind.await(file, Operation.DELETE);
            await().untilAsserted(() -> assertThat(overflows).hasPositiveValue());
        }
    }

    @Test
    void thousandsOfFilesAreWatchedAtOnce() throws Exception {
        Path many = Files.createDirectory(folder.resolve("many"));
        List<Path> files = IntStream.range(0, 3_000)
                .mapToObj(i -> many.resolve("bait-" + i))
                .toList();
        for (Path each : files) {
            Files.createFile(each);
        }
        detector.watch(files);
        for (int i : List.of(0, 1_500, 2_999)) {
            Child.cat(files.get(i));
            recorder.awaitOperations(files.get(i), Operation.OPEN, Operation.CLOSE);
        }
        detector.forget(files);
        recorder.forgetAll();
        Child.cat(files.get(7));
        Child.cat(file);
        recorder.await(file, Operation.CLOSE);
        assertThat(recorder.operations(files.get(7))).isEmpty();
    }

    @Test
    void closingTwiceIsAsGoodAsOnce() {
        detector.close();
        detector.close();
    }
}
