package io.github.canarysiem.source.honeyfile;

import static io.github.canarysiem.source.honeyfile.detector.Operation.ATTRIBUTES;
import static io.github.canarysiem.source.honeyfile.detector.Operation.CLOSE;
import static io.github.canarysiem.source.honeyfile.detector.Operation.DELETE;
import static io.github.canarysiem.source.honeyfile.detector.Operation.OPEN;
import static io.github.canarysiem.source.honeyfile.detector.Operation.READ;
import static io.github.canarysiem.source.honeyfile.detector.Operation.WRITE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.github.canarysiem.RunningProcess;
import io.github.canarysiem.source.honeyfile.detector.Actor;
import io.github.canarysiem.source.honeyfile.detector.Attribution;
import io.github.canarysiem.source.honeyfile.detector.Observation;
import io.github.canarysiem.source.honeyfile.detector.Operation;
import io.github.canarysiem.testing.TestClock;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ActsTest {
    private static final Path FILE = Path.of("/srv/payroll.xlsx").toAbsolutePath();
    private static final Path OTHER = Path.of("/srv/keys.txt").toAbsolutePath();
    private static final Duration SETTLE = Duration.ofMillis(50);
    private static final Duration WINDOW = Duration.ofMinutes(1);

    private final TestClock clock = new TestClock(Instant.parse("2026-01-01T00:00:00Z"));
    private final Acts acts = new Acts(SETTLE, WINDOW, 3);

    @Test
    void openReadAndCloseOfOneProcessAreOneActThatLeavesAtOnce() {
        see(FILE, cat(1), OPEN, READ, READ, CLOSE);

        assertThat(leaving()).singleElement().satisfies(act -> {
            assertThat(act.operations()).containsExactly(OPEN, READ);
            assertThat(act.count()).isEqualTo(1);
            assertThat(act.again()).isFalse();
        });
        clock.advance(WINDOW.multipliedBy(3));
        assertThat(leaving()).isEmpty();
    }

    @Test
    void anActWithoutAnEndLeavesWhenItHasSettled() {
        see(FILE, cat(1), OPEN);
        clock.advance(SETTLE.minusMillis(1));
        see(FILE, cat(1), READ);
        assertThat(leaving()).isEmpty();
        assertThat(acts.quiet(clock.instant(), WINDOW)).isEqualTo(Duration.ofMillis(1));

        clock.advance(Duration.ofMillis(1));
        assertThat(leaving()).singleElement().extracting(Act::operations).isEqualTo(List.of(OPEN, READ));
    }

    @Test
    void eachProcessIsAnActOfItsOwn() {
        see(FILE, cat(1), OPEN, READ, CLOSE);
        see(FILE, cat(2), OPEN, READ, CLOSE);
        see(OTHER, cat(1), OPEN, READ, CLOSE);

        assertThat(leaving()).hasSize(3).allMatch(act -> act.count() == 1);
    }

    @Test
    void aProcessWithTheNumberOfAnEarlierOneIsAnother() {
        see(FILE, cat(1), OPEN, CLOSE);
        Actor reborn = FakeDetector.process(1, "/bin/cat", "alice");
        Observation observation = new Observation(
                FILE,
                OPEN,
                null,
                clock.instant(),
                new Actor(
                        reborn.attribution(),
                        new RunningProcess("cat", "1", "/bin/cat", null, null, Instant.EPOCH, null, null, null),
                        reborn.user(),
                        null));
        acts.add(new Arrival("fake", observation, clock.instant()), clock.instant());
        clock.advance(SETTLE);

        assertThat(leaving()).hasSize(2).noneMatch(Act::again);
    }

    @Test
    void repeatsOfOneProcessAreCountedAndLeaveAtTheEndOfTheWindow() {
        see(FILE, cat(1), OPEN, READ, CLOSE);
        leaving();
        for (int i = 0; i < 9; i++) {
            clock.advance(Duration.ofSeconds(1));
            see(FILE, cat(1), OPEN, READ, CLOSE);
            assertThat(leaving()).isEmpty();
        }
        clock.advance(WINDOW);

        assertThat(leaving()).singleElement().satisfies(act -> {
            assertThat(act.count()).isEqualTo(10);
            assertThat(act.again()).isTrue();
        });
        clock.advance(WINDOW);
        assertThat(leaving()).isEmpty();
        see(FILE, cat(1), OPEN, CLOSE);
        assertThat(leaving()).singleElement().extracting(Act::count).isEqualTo(1);
    }

    @Test
    void somethingNewOfTheSameProcessDoesNotWaitForTheWindow() {
        see(FILE, cat(1), OPEN, READ, CLOSE);
        leaving();
        clock.advance(Duration.ofSeconds(1));
        see(FILE, cat(1), OPEN, WRITE);
        clock.advance(SETTLE);

        assertThat(leaving()).singleElement().satisfies(act -> {
            assertThat(act.operations()).containsExactly(OPEN, READ, WRITE);
            assertThat(act.again()).isTrue();
        });
    }

    @Test
    void whereNobodyKnowsTheProcessWhatIsDoneToAFileIsOneAct() {
        see(FILE, Actor.UNKNOWN, OPEN, READ, CLOSE);
        see(FILE, Actor.UNKNOWN, OPEN, READ, CLOSE);
        see(OTHER, Actor.UNKNOWN, OPEN, READ, CLOSE);

        assertThat(leaving())
                .extracting(Act::path, Act::count)
                .containsExactlyInAnyOrder(tuple(FILE, 2), tuple(OTHER, 1));
    }

    @Test
    void aChangeOfAttributesByNobodyBelongsToTheProcessThatHasTheFileOpen() {
        see(FILE, cat(1), OPEN);
        see(FILE, Actor.UNKNOWN, ATTRIBUTES);
        clock.advance(SETTLE);

        assertThat(leaving()).singleElement().satisfies(act -> {
            assertThat(act.operations()).containsExactly(OPEN, ATTRIBUTES);
            assertThat(act.actor().user()).isNotNull();
        });
    }

    @Test
    void whatItDidToTheAttributesMayBecomeKnownAfterItHasClosed() {
        see(FILE, cat(1), OPEN, CLOSE);
        assertThat(leaving()).hasSize(1);
        see(FILE, Actor.UNKNOWN, ATTRIBUTES);
        clock.advance(SETTLE);

        assertThat(leaving()).singleElement().satisfies(act -> {
            assertThat(act.operations()).containsExactly(OPEN, ATTRIBUTES);
            assertThat(act.count()).isEqualTo(1);
            assertThat(act.again()).isTrue();
        });
    }

    @Test
    void aReadThatIsToldAfterTheEndOfItsProcessBelongsToItAndIsNoRepeat() {
        see(FILE, cat(1), OPEN);
        clock.advance(SETTLE);
        assertThat(leaving()).hasSize(1);
        RunningProcess gone = new RunningProcess(null, "1", null, null, null, null, null, null, null);
        see(FILE, new Actor(Attribution.PID, gone, null, null), READ, CLOSE);

        assertThat(leaving()).singleElement().satisfies(act -> {
            assertThat(act.count()).isEqualTo(1);
            assertThat(act.again()).isTrue();
            assertThat(act.actor()).isEqualTo(cat(1));
        });
    }

    @Test
    void aCloseAloneIsNoAct() {
        see(FILE, cat(1), CLOSE);
        clock.advance(WINDOW);

        assertThat(leaving()).isEmpty();
    }

    @Test
    void actsBeyondTheLimitAreSummedUpAtTheEndOfTheWindow() {
        for (int pid = 1; pid <= 10; pid++) {
            see(FILE, FakeDetector.process(pid, "/bin/cat-" + pid, "user-" + pid), OPEN, READ, CLOSE);
        }
        see(OTHER, cat(11), OPEN, READ, CLOSE);
        assertThat(leaving()).hasSize(4);

        clock.advance(WINDOW);
        assertThat(acts.due(clock.instant()).floods()).singleElement().satisfies(flood -> {
            assertThat(flood.count()).isEqualTo(7);
            assertThat(flood.path()).isEqualTo(FILE);
            assertThat(flood.executables()).hasSize(7).contains("/bin/cat-4", "/bin/cat-10");
            assertThat(flood.users()).hasSize(7).contains("user-10");
            assertThat(flood.operations()).contains(OPEN, READ);
        });
        see(FILE, cat(12), OPEN, CLOSE);
        assertThat(leaving()).hasSize(1);
    }

    @Test
    void atTheEndEverythingLeaves() {
        see(FILE, cat(1), OPEN);
        see(OTHER, cat(2), OPEN, CLOSE);
        leaving();
        see(OTHER, cat(2), OPEN, CLOSE);
        see(FILE, Actor.UNKNOWN, DELETE);

        assertThat(acts.rest(clock.instant()).acts()).hasSize(3);
        assertThat(acts.rest(clock.instant()).acts()).isEmpty();
    }

    private static Actor cat(int pid) {
        return FakeDetector.process(pid, "/bin/cat", "alice");
    }

    private void see(Path path, Actor actor, Operation... operations) {
        for (Operation operation : operations) {
            acts.add(
                    new Arrival(
                            "fake", new Observation(path, operation, null, clock.instant(), actor), clock.instant()),
                    clock.instant());
        }
    }

    private List<Act> leaving() {
        return new ArrayList<>(acts.due(clock.instant()).acts());
    }
}
