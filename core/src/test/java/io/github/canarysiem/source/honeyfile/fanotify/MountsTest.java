package io.github.canarysiem.source.honeyfile.fanotify;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.canarysiem.RunningProcess;
import io.github.canarysiem.source.honeyfile.detector.Attribution;
import io.github.canarysiem.source.honeyfile.detector.Child;
import io.github.canarysiem.source.honeyfile.detector.Detector;
import io.github.canarysiem.source.honeyfile.detector.Operation;
import io.github.canarysiem.source.honeyfile.detector.Recorder;
import io.github.canarysiem.source.honeyfile.inotify.InotifyDetector;
import io.github.canarysiem.testing.Needs;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Both native detectors on what containers bring along: overlays, memory, and folders that are mounted twice. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class MountsTest {
    @TempDir
    Path folder;

    private final Deque<Path> mounted = new ArrayDeque<>();
    private final Recorder full = new Recorder();
    private final Recorder plain = new Recorder();
    private Path disk;

    @BeforeEach
    void mountMemory() throws Exception {
        Needs.fanotify();
        Needs.that(Needs.program("mount").isPresent(), "the tool mount");
        disk = Files.createDirectory(folder.toRealPath().resolve("disk"));
        mount("root that may mount a tmpfs", disk, "-t", "tmpfs", "canary-siem-test");
    }

    @AfterEach
    void unmount() throws Exception {
        while (!mounted.isEmpty()) {
            assertThat(Needs.run(folder, "umount", mounted.pop().toString())).isTrue();
        }
    }

    @Test
    void aFileInMemoryIsWatched() throws Exception {
        Path file = Files.writeString(disk.resolve("bait"), "bait");
        bothSee(file, file);
    }

    @Test
    void aFileOfAnOverlayIsWatchedBeforeAndAfterItIsCopiedUp() throws Exception {
        Path lower = Files.createDirectory(disk.resolve("lower"));
        Path upper = Files.createDirectory(disk.resolve("upper"));
        Path work = Files.createDirectory(disk.resolve("work"));
        Path merged = Files.createDirectory(disk.resolve("merged"));
        Path file = merged.resolve("bait");
        Files.writeString(lower.resolve("bait"), "bait");
        String layers = "lowerdir=" + lower + ",upperdir=" + upper + ",workdir=" + work;
        mount("the kernel with overlayfs", merged, "-t", "overlay", "-o", layers, "canary-siem-test");
        try (Detector fanotify = FanotifyDetector.open(full, Clock.systemUTC());
                Detector inotify = InotifyDetector.open(plain, Clock.systemUTC())) {
            fanotify.watch(List.of(file));
            inotify.watch(List.of(file));
            seen(file, file);
            Child.shell("echo more >> " + file);
            assertThat(Files.exists(upper.resolve("bait"))).isTrue();
            full.await(file, Operation.WRITE);
            plain.await(file, Operation.WRITE);
            full.forgetAll();
            plain.forgetAll();
            seen(file, file);
        }
    }

    @Test
    void aFileIsKnownThroughAnotherMountOfItsFolder() throws Exception {
        Path original = Files.createDirectory(disk.resolve("original"));
        Path again = Files.createDirectory(disk.resolve("again"));
        Files.writeString(original.resolve("bait"), "bait");
        mount("root that may bind a folder", again, "--bind", original.toString());
        bothSee(original.resolve("bait"), again.resolve("bait"));
    }

    @Test
    void whoLivesBehindAnotherMountTableIsKnown() throws Exception {
        Needs.that(Needs.program("unshare").isPresent(), "the tool unshare");
        Path file = Files.writeString(disk.resolve("bait"), "bait");
        try (Detector fanotify = FanotifyDetector.open(full, Clock.systemUTC())) {
            fanotify.watch(List.of(file));
            Child.run("unshare", "--mount", "--pid", "--fork", "cat", file.toString());
            assertThat(full.await(file, Operation.OPEN).actor().process())
                    .extracting(RunningProcess::name)
                    .isEqualTo("cat");
        }
    }

    private void bothSee(Path file, Path openedAs) throws Exception {
        try (Detector fanotify = FanotifyDetector.open(full, Clock.systemUTC());
                Detector inotify = InotifyDetector.open(plain, Clock.systemUTC())) {
            fanotify.watch(List.of(file));
            inotify.watch(List.of(file));
            seen(file, openedAs);
        }
    }

    private void seen(Path file, Path openedAs) throws Exception {
        Child.cat(openedAs);
        plain.awaitOperations(file, Operation.OPEN, Operation.READ, Operation.CLOSE);
        full.awaitOperations(file, Operation.OPEN, Operation.READ, Operation.CLOSE);
        assertThat(full.await(file, Operation.OPEN).actor().attribution()).isEqualTo(Attribution.FULL);
    }

    private void mount(String need, Path point, String... arguments) throws Exception {
        String[] command = new String[arguments.length + 2];
        command[0] = "mount";
        System.arraycopy(arguments, 0, command, 1, arguments.length);
        command[arguments.length + 1] = point.toString();
        Needs.that(Needs.run(folder, command), need);
        mounted.push(point);
    }
}
