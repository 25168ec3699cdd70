package io.github.canarysiem.source.honeyfile.fanotify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.github.canarysiem.RunningProcess;
import io.github.canarysiem.User;
import io.github.canarysiem.source.honeyfile.detector.Actor;
import io.github.canarysiem.source.honeyfile.detector.Attribution;
import io.github.canarysiem.source.honeyfile.detector.Child;
import io.github.canarysiem.source.honeyfile.detector.Observation;
import io.github.canarysiem.source.honeyfile.detector.Operation;
import io.github.canarysiem.source.honeyfile.detector.Recorder;
import io.github.canarysiem.testing.Needs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class FanotifyDetectorTest {
    private static final Recorder RECORDER = new Recorder();

    private static FanotifyDetector detector;

    @TempDir
    Path folder;

    private Path file;

    @BeforeAll
    static void open() throws IOException {
        Needs.fanotify();
        detector = FanotifyDetector.open(RECORDER, Clock.systemUTC());
    }

    @AfterAll
    static void close() {
        if (detector != null) {
            detector.close();
            detector.close();
        }
    }

    @BeforeEach
    void plant() throws IOException {
        folder = folder.toRealPath();
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
        file = Files.writeString(folder.resolve("payroll.xlsx"), "bait");
        RECORDER.forgetAll();
        detector.watch(List.of(file));
    }

    @AfterEach
    void forget() {
        detector.forget(List.of(file));
    }

    @Test
    void whoReadsAFileIsKnownInFull() throws Exception {
        Instant before = Instant.now();
        Child.shell("cd / && setpriv --reuid 65534 cat " + file + " # the parent");
        Actor actor = RECORDER.await(file, Operation.OPEN).actor();
        RunningProcess process = Objects.requireNonNull(actor.process());
        assertThat(actor.attribution()).isEqualTo(Attribution.FULL);
        assertThat(process.name()).isEqualTo("cat");
        assertThat(process.executable()).endsWith("/cat");
        assertThat(process.commandLine()).containsExactly("cat", file.toString());
        assertThat(process.workingDirectory()).isEqualTo("/");
        assertThat(process.ancestors()).contains(executable());
        assertThat(process.startedAt())
                .isBetween(before.minusSeconds(2), Instant.now().plusSeconds(2));
        assertThat(actor.user()).extracting(User::name, User::id).containsExactly("nobody", "65534");
        assertThat(actor.cgroup()).startsWith("/");
    }

    @Test
    void openingReadingAndClosingIsTheSameProcess() throws Exception {
        Child.cat(file);
        RECORDER.awaitOperations(file, Operation.OPEN, Operation.READ, Operation.CLOSE);
        assertThat(RECORDER.observations())
                .filteredOn(each -> each.path().equals(file))
                .extracting(Observation::actor)
                .containsOnly(RECORDER.await(file, Operation.OPEN).actor());
        Child.shell("echo more >> " + file);
        assertThat(RECORDER.await(file, Operation.WRITE).actor().process())
                .extracting(RunningProcess::name)
                .isEqualTo("sh");
    }

    @Test
    void twoHundredShortLivedReadersAreAllKnown() throws Exception {
        String readers = IntStream.of(0, 65_534, 12_345, 54_321)
                .mapToObj(user -> "(for i in $(seq 50); do setpriv --reuid " + user + " cat " + file + "; done) &")
                .collect(Collectors.joining(" "));
        Child.shell(readers + " wait");
        Duration patience = Duration.ofSeconds(10);
        await().atMost(patience)
                .untilAsserted(() -> assertThat(RECORDER.of(Operation.OPEN)).hasSize(200));
        Path cat = Path.of("/bin/cat").toRealPath();
        Path shell = Path.of("/bin/sh").toRealPath();
        assertThat(RECORDER.of(Operation.OPEN)).allSatisfy(each -> {
            RunningProcess process = Objects.requireNonNull(each.actor().process());
            assertThat(each.actor().attribution()).isEqualTo(Attribution.FULL);
            assertThat(process.executable()).isEqualTo(cat.toString());
            assertThat(process.ancestors().get(0)).isEqualTo(shell.toString());
        });
        Map<String, Long> users = RECORDER.of(Operation.OPEN).stream()
                .map(each -> Objects.requireNonNull(
                        Objects.requireNonNull(each.actor().user()).id()))
                .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
        assertThat(users).isEqualTo(Map.of("0", 50L, "65534", 50L, "12345", 50L, "54321", 50L));
    }

    @Test
    void whatThisProcessDoesIsNoNews() throws Exception {
        Files.readString(file);
        Child.cat(file);
        RECORDER.await(file, Operation.CLOSE);
        assertThat(RECORDER.of(Operation.OPEN)).hasSize(1);
    }

    @Test
    void aFileThatIsRunIsExecuted() throws Exception {
        Path program = Files.copy(Path.of("/bin/true").toRealPath(), folder.resolve("program"));
        detector.watch(List.of(program));
        Child.run(program.toString());
        RECORDER.awaitOperations(program, Operation.EXECUTE, Operation.OPEN);
    }

    @Test
    void aFileIsKnownByItsOtherNamesAndAfterAMove() throws Exception {
        Path link = Files.createLink(folder.resolve("link"), file);
        RECORDER.await(file, Operation.LINK);
        Child.cat(link);
        RECORDER.await(file, Operation.CLOSE);
        Path taken = folder.resolve("taken");
        Files.move(file, taken);
        assertThat(RECORDER.await(file, Operation.RENAME).target()).isEqualTo(taken);
        RECORDER.forgetAll();
        Child.cat(taken);
        RECORDER.awaitOperations(file, Operation.OPEN, Operation.READ);
    }

    @Test
    void aFileThatAnEditorReplacesIsWatchedOnAndItsBackupIsNot() throws Exception {
        Path backup = folder.resolve("payroll.xlsx~");
        Files.move(file, backup);
        RECORDER.await(file, Operation.RENAME);
        Files.move(Files.writeString(folder.resolve("fresh"), "bait"), file, StandardCopyOption.ATOMIC_MOVE);
        RECORDER.await(file, Operation.CREATE);
        RECORDER.forgetAll();
        Child.cat(backup);
        Child.cat(file);
        RECORDER.await(file, Operation.CLOSE);
        assertThat(RECORDER.of(Operation.OPEN)).hasSize(1);
    }

    @Test
    void aFileThatAppearsLaterIsWatched() throws Exception {
        Path later = folder.resolve("a/later");
        detector.watch(List.of(later));
        Files.createDirectory(later.getParent());
        Files.writeString(later, "bait");
        RECORDER.await(later, Operation.CREATE);
        Child.cat(later);
        assertThat(RECORDER.await(later, Operation.OPEN).actor().attribution()).isEqualTo(Attribution.FULL);
        Files.delete(later);
        RECORDER.await(later, Operation.DELETE);
    }

    @Test
    void aListedFolderIsTold() throws Exception {
        Path watched = Files.createDirectory(folder.resolve("watched"));
        detector.watch(List.of(watched));
        Child.run("ls", watched.toString());
        assertThat(RECORDER.await(watched, Operation.OPEN).actor().process())
                .extracting(RunningProcess::name)
                .isEqualTo("ls");
    }

    @Test
    void theFileOfAccountsMayBeWatchedItself() throws Exception {
        Path accounts = Path.of("/etc/passwd").toRealPath();
        detector.watch(List.of(accounts));
        try {
            assertThat(Child.time("cat", accounts.toString())).isLessThan(Duration.ofMillis(500));
            RECORDER.awaitOperations(accounts, Operation.OPEN);
        } finally {
            detector.forget(List.of(accounts));
        }
    }

    @Test
    void whatIsForgottenIsToldNoMore() throws Exception {
        Path neighbour = Files.writeString(folder.resolve("neighbour"), "bait");
        detector.watch(List.of(neighbour));
        detector.forget(List.of(file));
        Child.cat(file);
        Child.cat(neighbour);
        RECORDER.await(neighbour, Operation.CLOSE);
        assertThat(RECORDER.operations(file)).isEmpty();
    }

    @Test
    void tenThousandFilesAreWatchedAndForgottenAtOnce() throws Exception {
        Path many = Files.createDirectory(folder.resolve("many"));
        List<Path> files = IntStream.range(0, 10_000)
                .mapToObj(i -> many.resolve("bait-" + i))
                .toList();
        for (Path each : files) {
            Files.createFile(each);
        }
        detector.watch(files);
        Child.cat(files.get(9_999));
        RECORDER.await(files.get(9_999), Operation.OPEN);
        detector.forget(files);
        RECORDER.forgetAll();
        Child.cat(files.get(9_999));
        Child.cat(file);
        RECORDER.await(file, Operation.CLOSE);
        assertThat(RECORDER.operations(files.get(9_999))).isEmpty();
    }

    @Test
    void aPipeIsRefusedSinceTheKernelWouldOpenIt() throws Exception {
        Path pipe = folder.resolve("pipe");
        Child.run("mkfifo", pipe.toString());
        assertThatThrownBy(() -> detector.watch(List.of(pipe)))
                .isInstanceOf(IOException.class)
                .hasMessage(pipe + " is neither a file nor a folder: it cannot be watched");
    }

    private static String executable() {
        return ProcessHandle.current().info().command().orElseThrow();
    }
}
