package io.github.canarysiem.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import io.github.canarysiem.Incident;
import io.github.canarysiem.spi.Health;
import io.github.canarysiem.spi.IncidentSource;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * The guarantees of {@link IncidentSource}. Extend it with a class whose name ends in {@code Test}, tell it how upstream is made
 * to emit, broken and mended, and JUnit does the rest. Every test begins with a new instance: give each an upstream of its own.
 *
 * <p>A mark is a text such as {@code mark-17} that upstream carries along, in a User-Agent for example, and that the contract
 * finds again in the incident.
 */
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
public abstract class SourceContract {
    private static final Duration AT_ONCE = Duration.ofSeconds(2);

    private final RecordingIntake intake = new RecordingIntake();
    private final List<AutoCloseable> opened = new ArrayList<>();

    /** A new source at this test's upstream; the contract closes it. */
    protected abstract IncidentSource source() throws Exception;

    /**
     * Makes upstream emit one incident for each mark, in this order, now or soon; called with and without a running source. What
     * upstream must do again after a refusal (a webhook's sender), it does behind this call.
     */
    protected abstract void emit(List<String> marks) throws Exception;

    /** The mark of an incident that came from {@link #emit}. */
    protected abstract String mark(Incident incident);

    /**
     * Whether an incident counts as one that upstream has emitted. What a source tells about its own watching does not.
     */
    protected boolean counts(Incident incident) {
        return switch (incident.kind()) {
            case MONITOR_STARTED, MONITOR_STOPPED, MONITOR_HEARTBEAT -> false;
            case HIT, HIT_ENRICHED, KEY_EXPOSED, HISTORY_GAP, FILE_ACCESS, FILE_ACCESS_ENRICHED, TEST -> true;
        };
    }

    /** Makes upstream unreachable, ending what is under way; what it holds stays. Returns when it is so. */
    protected abstract void breakUpstream() throws Exception;

    /** Undoes {@link #breakUpstream}. Returns when it is so. */
    protected abstract void mendUpstream() throws Exception;

    /** How long the source may take to find something or to notice that upstream is gone. Give it short intervals. */
    protected Duration patience() {
        return Duration.ofSeconds(20);
    }

    /** A source that is made with secrets; its test class implements this, too. */
    public interface Secretive {
        /** All of them. */
        List<String> secrets();

        /** They appear nowhere. */
        @Test
        default void showsNoSecret() throws Exception {
            ((SourceContract) this).showsNone(secrets());
        }
    }

    @AfterEach
    void closeAll() throws Exception {
        for (AutoCloseable each : opened) {
            each.close();
        }
    }

    @Test
    void findsEverythingOnceAndAsFirstRevision() throws Exception {
        RunningSource running = runUntilReady();
        emit(marks("a", 20));
        awaitStored(marks("a", 20));
        emit(marks("b", 1));
        awaitStored(marks("b", 1));

        assertStoredOnce(both(marks("a", 20), marks("b", 1)));
        assertThat(intake.offered()).allMatch(finding -> finding.incident().revision() == 1);
        assertThat(running.breach()).isNull();
    }

    @Test
    void reportsThatItWorks() throws Exception {
        runUntilReady();

        assertThat(intake.health().detail()).isNotBlank().doesNotContain("\n");
    }

    @Test
    void offersAgainWhatTheIntakeRefused() throws Exception {
        RunningSource running = runUntilReady();
        intake.refuse(3);
        emit(marks("a", 5));
        awaitStored(marks("a", 5));
        emit(marks("b", 1));
        awaitStored(marks("b", 1));

        assertStoredOnce(both(marks("a", 5), marks("b", 1)));
        assertThat(running.breach()).isNull();
    }

    @Test
    void aRefusedIncidentAmongAcceptedOnesComesBackAfterARestart() throws Exception {
        RunningSource first = runUntilReady();
        intake.refuseWhere(finding -> mark(finding.incident()).equals("C"));
        emit(List.of("A", "B"));
        awaitStored(List.of("A", "B"));
        emit(List.of("C"));
        await().atMost(patience()).until(() -> intake.refusals() > 0);
        int refusals = intake.refusals();
        emit(List.of("D"));
        await().atMost(patience()).until(() -> storedMarks().contains("D") || intake.refusals() > refusals + 1);
        stop(first);
        assertThat(storedMarks()).doesNotContain("C");

        intake.refuseNothing();
        runUntilReady();
        awaitStored(List.of("A", "B", "C", "D"));
        assertStoredOnce(List.of("A", "B", "C", "D"));
    }

    @Test
    void aLostConfirmationDoublesNothing() throws Exception {
        runUntilReady();
        intake.loseConfirmations(2);
        emit(marks("a", 5));
        awaitStored(marks("a", 5));
        emit(marks("b", 5));
        awaitStored(marks("b", 5));

        assertStoredOnce(both(marks("a", 5), marks("b", 5)));
    }

    @Test
    void aRestartFromTheStoredPositionLosesAndDoublesNothing() throws Exception {
        RunningSource first = runUntilReady();
        emit(marks("a", 5));
        awaitStored(marks("a", 5));
        stop(first);
        emit(marks("b", 5));

        RunningSource second = runUntilReady();
        emit(marks("c", 5));
        awaitStored(
                Stream.of(marks("b", 5), marks("c", 5)).flatMap(List::stream).toList());
        assertStoredOnce(both(marks("a", 5), both(marks("b", 5), marks("c", 5))));
        assertThat(second.breach()).isNull();
    }

    @Test
    void aStopAtAnyMomentLosesNothing() throws Exception {
        List<String> all = new ArrayList<>();
        for (int round = 0; round < 5; round++) {
            RunningSource running = runUntilReady();
            emit(marks("r" + round, 10));
            all.addAll(marks("r" + round, 10));
            stop(running);
        }
        runUntilReady();
        awaitStored(all);
        assertStoredOnce(all);
    }

    @Test
    void anInterruptEndsTheRunWithinASecond() throws Exception {
        stop(runUntilReady());
    }

    @Test
    void anInterruptEndsTheRunWithinASecondWhileUpstreamIsDown() throws Exception {
        breakUpstream();
        RunningSource running = run();
        awaitDown(running);

        stop(running);
    }

    @Test
    void saysThatUpstreamIsDownAndGoesOnWhenItIsBack() throws Exception {
        RunningSource running = runUntilReady();
        emit(marks("a", 3));
        awaitStored(marks("a", 3));
        breakUpstream();
        awaitDown(running);
        mendUpstream();
        awaitReady();
        emit(marks("b", 3));
        awaitStored(marks("b", 3));

        assertStoredOnce(both(marks("a", 3), marks("b", 3)));
        assertThat(running.failures()).allSatisfy(SourceContract::assertOneLine);
        assertThat(running.breach()).isNull();
    }

    @Test
    void waitsForAnUpstreamThatIsDownAtTheStart() throws Exception {
        breakUpstream();
        RunningSource running = run();
        awaitDown(running);
        mendUpstream();
        awaitReady();
        emit(marks("a", 3));
        awaitStored(marks("a", 3));

        assertStoredOnce(marks("a", 3));
    }

    @Test
    void closesTwiceRunOrNot() throws Exception {
        IncidentSource unused = open();
        IncidentSource used = open();
        RunningSource running = RunningSource.start(used, intake);
        awaitReady();
        stop(running);
        for (IncidentSource source : List.of(unused, used)) {
            source.close();
            assertThatCode(source::close).doesNotThrowAnyException();
        }
    }

    @Test
    void aProbeSaysInOneLineWhatItFound() throws Exception {
        assertThat(open().probe()).isNotBlank().doesNotContain("\n");
    }

    @Test
    void aProbeOfABrokenUpstreamSaysInOneLineWhatIsWrong() throws Exception {
        IncidentSource source = open();
        breakUpstream();

        assertOneLine(probeFailure(source));
    }

    private void showsNone(List<String> secrets) throws Exception {
        IncidentSource source = open();
        List<String> shown = new ArrayList<>(List.of(source.toString(), source.probe()));
        RunningSource running = runUntilReady();
        breakUpstream();
        awaitDown(running);
        shown.add(SinkAttempt.stackTrace(probeFailure(open())));
        running.failures().forEach(failure -> shown.add(SinkAttempt.stackTrace(failure)));
        intake.reports().forEach(health -> shown.add(health.toString()));

        assertThat(String.join("\n", shown)).doesNotContain(secrets);
    }

    private IncidentSource open() throws Exception {
        IncidentSource source = source();
        opened.add(source);
        return source;
    }

    private RunningSource run() throws Exception {
        RunningSource running = RunningSource.start(source(), intake);
        opened.add(running);
        return running;
    }

    private RunningSource runUntilReady() throws Exception {
        intake.report(Health.starting("the test starts a source"));
        RunningSource running = run();
        awaitReady();
        return running;
    }

    /** A source reports UP or DEGRADED when all that is emitted from now on will be found. */
    private void awaitReady() {
        await().atMost(patience())
                .until(() -> intake.health().state() == Health.State.UP
                        || intake.health().state() == Health.State.DEGRADED);
    }

    private void awaitDown(RunningSource running) {
        await().atMost(patience())
                .until(() -> !running.failures().isEmpty() || intake.health().state() == Health.State.DOWN);
    }

    private static void stop(RunningSource running) throws InterruptedException {
        assertThat(running.stop(AT_ONCE)).as("stopped within %s", AT_ONCE).isTrue();
        assertThat(running.breach()).isNull();
        running.close();
    }

    private void awaitStored(List<String> marks) {
        await().atMost(patience())
                .untilAsserted(
                        () -> assertThat(storedMarks()).as("stored marks").containsAll(marks));
    }

    private void assertStoredOnce(List<String> marks) {
        assertThat(storedMarks()).as("stored marks, each once").containsExactlyInAnyOrderElementsOf(marks);
    }

    private List<String> storedMarks() {
        return intake.stored().stream().filter(this::counts).map(this::mark).toList();
    }

    private static List<String> marks(String prefix, int count) {
        return Stream.iterate(0, i -> i + 1)
                .limit(count)
                .map(i -> "mark-" + prefix + "-" + i)
                .toList();
    }

    private static List<String> both(List<String> first, List<String> second) {
        return Stream.concat(first.stream(), second.stream()).toList();
    }

    private static IOException probeFailure(IncidentSource source) {
        return assertThatExceptionOfType(IOException.class)
                .isThrownBy(source::probe)
                .actual();
    }

    private static void assertOneLine(IOException failure) {
        assertThat(failure.getMessage()).isNotBlank().doesNotContain("\n");
    }
}
