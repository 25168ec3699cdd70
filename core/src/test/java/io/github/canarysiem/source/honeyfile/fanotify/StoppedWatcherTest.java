package io.github.canarysiem.source.honeyfile.fanotify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.canarysiem.source.honeyfile.detector.Child;
import io.github.canarysiem.testing.Needs;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Nobody who opens a watched file waits for a watcher that does not work, whatever happened to it. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class StoppedWatcherTest {
    /** The deadline, the start of a process, and whatever else a busy machine does. */
    private static final Duration NOISE = Duration.ofMillis(500);

    @TempDir
    Path folder;

    private Path file;

    @BeforeEach
    void plant() throws Exception {
        Needs.fanotify();
        file = Files.writeString(folder.toRealPath().resolve("bait"), "bait");
    }

    @Test
    void aStoppedWatcherHoldsNobodyAndSaysAfterwardsWhatWasSeenMeanwhile() throws Exception {
        try (WatcherProcess watcher = new WatcherProcess(file)) {
            Child.cat(file);
            watcher.awaitLines("seen OPEN FULL", 1);
            watcher.stop();
            List<Duration> times = new ArrayList<>();
            for (int i = 0; i < 20; i++) {
                times.add(Child.time("cat", file.toString()));
            }
            assertThat(times).allSatisfy(time -> assertThat(time).isLessThan(NOISE));
            watcher.goOn();
            watcher.awaitLines("seen OPEN FULL", 21);
            Child.cat(file);
            watcher.awaitLines("seen OPEN FULL", 22);
            assertThat(watcher.count("overflowed")).isZero();
        }
    }

    @Test
    void aWatcherThatIsKilledHoldsNobodyAndTakesItsCompanionAlong() throws Exception {
        try (WatcherProcess watcher = new WatcherProcess(file)) {
            ProcessHandle companion = watcher.companion();
            watcher.kill();
            assertThat(Child.time("cat", file.toString())).isLessThan(NOISE);
            await().untilAsserted(() -> assertThat(companion.isAlive()).isFalse());
        }
    }

    @Test
    void aWatcherThatIsKilledWhileItIsStoppedHoldsNobody() throws Exception {
        try (WatcherProcess watcher = new WatcherProcess(file)) {
            watcher.stop();
            watcher.kill();
            assertThat(Child.time("cat", file.toString())).isLessThan(NOISE);
        }
    }

    @Test
    void aWatcherThatHasLostItsCompanionWorksOn() throws Exception {
        try (WatcherProcess watcher = new WatcherProcess(file)) {
            assertThat(watcher.companion().destroyForcibly()).isTrue();
            Child.cat(file);
            watcher.awaitLines("seen OPEN FULL", 1);
        }
    }
}
