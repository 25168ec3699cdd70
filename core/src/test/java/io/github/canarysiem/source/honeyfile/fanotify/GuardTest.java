package io.github.canarysiem.source.honeyfile.fanotify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.canarysiem.source.honeyfile.detector.Attribution;
import io.github.canarysiem.source.honeyfile.detector.Child;
import io.github.canarysiem.source.honeyfile.linux.Accounts;
import io.github.canarysiem.source.honeyfile.linux.Bell;
import io.github.canarysiem.source.honeyfile.linux.Libc;
import io.github.canarysiem.source.honeyfile.linux.Poll;
import io.github.canarysiem.source.honeyfile.linux.Processes;
import io.github.canarysiem.testing.Needs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A guard, and a reader that hangs in one place after the other. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class GuardTest {
    private static final Duration NOISE = Duration.ofMillis(500);

    @TempDir
    Path folder;

    private Path file;
    private FanotifyGroup group;
    private HeldOpeners held;
    private Bells bells;
    private Bell end;
    private Thread guard;
    private final List<Sighting> sightings = new CopyOnWriteArrayList<>();
    private volatile boolean full;

    @BeforeEach
    void begin() throws Exception {
        Needs.fanotify();
        file = Files.writeString(folder.toRealPath().resolve("bait"), "bait");
        Libc.require("this test");
        group = FanotifyGroup.open();
        held = HeldOpeners.create();
        bells = new Bells(held);
        end = new Bell();
        group.mark(file, false);
        int self = (int) ProcessHandle.current().pid();
        Processes processes = new Processes(new Accounts(Accounts.OURS), Instant.EPOCH, false);
        Lookout lookout = new Lookout(processes, Clock.systemUTC(), self);
        lookout.rehearse(group.file());
        Guard working = new Guard(group, held, Bells.OWN, bells.own(), self, lookout, this::take, System::nanoTime);
        guard = new Thread(() -> working.run(Long.MAX_VALUE, end.file()));
    }

    @AfterEach
    void end() throws Exception {
        if (group != null) {
            end.ring();
            guard.join();
            group.close();
            held.close();
            bells.close();
            end.close();
        }
    }

    @Test
    void whoIsNotReadIsLookedAtAndLetGo() throws Exception {
        guard.start();
        assertThat(Child.time("cat", file.toString())).isLessThan(NOISE);
        await().untilAsserted(() -> assertThat(sightings).isNotEmpty());
        Sighting open = sightings.get(0);
        assertThat(open.actor().attribution()).isEqualTo(Attribution.FULL);
        assertThat(open.file().link()).isEqualTo(file.toString());
        assertThat(held.unseen()).isZero();
    }

    @Test
    void whatCannotBePassedOnIsCounted() throws Exception {
        guard.start();
        full = true;
        Child.cat(file);
        await().untilAsserted(() -> assertThat(held.unseen()).isPositive());
    }

    @Test
    void whoIsReadAndHeldIsLetGoAndStaysTheReaders() throws Exception {
        CompletableFuture<Duration> cat = cat();
        int event = read();
        held.hold(17, event);
        held.readingEnds();
        guard.start();
        assertThat(cat.get()).isLessThan(NOISE);
        await().untilAsserted(() -> assertThat(held.holding(17)).isZero());
        Libc.close(event);
        assertThat(sightings).noneMatch(each -> (each.mask() & FanotifyGroup.PERMISSIONS) != 0);
    }

    @Test
    void whoWasReadBeforeTheReaderCouldWriteItDownIsLetGo() throws Exception {
        CompletableFuture<Duration> cat = cat();
        int event = read();
        guard.start();
        assertThat(cat.get()).isLessThan(NOISE);
        held.readingEnds();
        Libc.close(event);
    }

    @Test
    void aGuardThatSleepsIsWokenByTheReader() throws Exception {
        guard.start();
        await().untilAsserted(() -> assertThat(held.wake(Bells.OWN)).isTrue());
        held.sleeps(Bells.OWN);
        held.hold(3, 9_999);
        bells.wake();
        await().untilAsserted(() -> assertThat(held.holding(3)).isZero());
    }

    private boolean take(Sighting sighting) {
        sightings.add(sighting);
        return !full;
    }

    private int read() throws IOException {
        assertThat(new Poll(group.file()).await(10_000)).isTrue();
        held.readingBegins();
        Events events = new Events(1);
        events.filled(group.read(events.buffer()));
        assertThat(events.next()).isTrue();
        return events.file();
    }

    private CompletableFuture<Duration> cat() {
        return CompletableFuture.supplyAsync(() -> {
            try {
                return Child.time("cat", file.toString());
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        });
    }
}
