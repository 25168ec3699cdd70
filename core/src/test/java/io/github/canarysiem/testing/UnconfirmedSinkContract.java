package io.github.canarysiem.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.awaitility.Awaitility.await;

import io.github.canarysiem.Incident;
import io.github.canarysiem.Kind;
import io.github.canarysiem.spi.IncidentSink;
import io.github.canarysiem.spi.Outcome;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The guarantees of {@link IncidentSink} that hold even if the protocol confirms nothing, as UDP. Every other sink extends {@link
 * SinkContract}. Use it with a class whose name ends in {@code Test}, tell it how to reach, break and mend the far end, and JUnit
 * does the rest. Every test begins with a new instance: give each a far end of its own.
 *
 * <p>What not every far end can do stands in interfaces of its own: implement {@link Stalling}, {@link Refusing} and {@link
 * Secretive} where they apply, and their tests come with them.
 */
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
public abstract class UnconfirmedSinkContract {
    private static final Duration AT_ONCE = Duration.ofSeconds(2);

    private final List<IncidentSink> opened = new ArrayList<>();

    /** What the far end has of an incident. */
    public record Received(String id, int revision) {
        /** What it should have of this one. */
        public static Received of(Incident incident) {
            return new Received(incident.id(), incident.revision());
        }
    }

    /** A new sink to this test's far end; the contract closes it. */
    protected abstract IncidentSink sink() throws Exception;

    /** Everything that the far end has taken and still holds, in the order of arrival; works while it is broken, too. */
    protected abstract List<Received> received() throws Exception;

    /** Makes the far end unreachable or unusable, and ends what is under way; what it holds stays. Returns when it is so. */
    protected abstract void breakFarEnd() throws Exception;

    /** Undoes {@link #breakFarEnd} and {@link Stalling#stallFarEnd}. Returns when it is so. */
    protected abstract void mendFarEnd() throws Exception;

    /** Whether the protocol tells the sender that the far end took something. */
    boolean confirms() {
        return false;
    }

    /** How long {@link #received} may lag behind a confirmation. Zero, unless the far end stores after it has confirmed. */
    protected Duration settling() {
        return Duration.ofSeconds(5);
    }

    /** How long a delivery to a broken or silent far end may take until the sink gives up. Give the sink short time-outs. */
    protected Duration patience() {
        return Duration.ofSeconds(10);
    }

    /** A far end that can be reachable and silent. */
    public interface Stalling {
        /** Makes it so: it confirms nothing more until {@link UnconfirmedSinkContract#mendFarEnd}. */
        void stallFarEnd() throws Exception;

        /** A time-out ends the wait. */
        @Test
        default void aSilentFarEndHoldsItNoLongerThanItsTimeOut() throws Exception {
            stallFarEnd();
            ((UnconfirmedSinkContract) this).givesUpOnSilence();
        }

        /** An interrupt ends it sooner. */
        @Test
        default void anInterruptEndsADeliveryWithinASecond() throws Exception {
            stallFarEnd();
            ((UnconfirmedSinkContract) this).stopsWhenInterrupted();
        }
    }

    /** A far end that refuses some incidents for good. */
    public interface Refusing {
        /** One that it is certain to refuse. */
        Incident poison();

        /** The refused one goes alone. */
        @Test
        default void rejectsAPoisonousIncidentAlone() throws Exception {
            ((UnconfirmedSinkContract) this).rejectsAlone(poison());
        }
    }

    /** A sink that is made with secrets. */
    public interface Secretive {
        /** All of them. */
        List<String> secrets();

        /** They appear nowhere. */
        @Test
        default void showsNoSecret() throws Exception {
            ((UnconfirmedSinkContract) this).showsNone(secrets());
        }
    }

    @AfterEach
    void closeAll() {
        opened.forEach(IncidentSink::close);
    }

    @Test
    void deliversABatchInOrderWithOneOutcomeForEach() throws Exception {
        List<Incident> batch = Incidents.hits(0, 100);

        assertThat(open().deliver(batch)).hasSameSizeAs(batch).containsOnly(Outcome.delivered());
        assertReceivedExactly(batch);
    }

    @Test
    void deliversOneIncidentWithoutWaitingForMore() throws Exception {
        List<Incident> one = Incidents.hits(0, 1);
        IncidentSink sink = open();
        long start = System.nanoTime();

        assertThat(sink.deliver(one)).containsExactly(Outcome.delivered());
        assertThat(Duration.ofNanos(System.nanoTime() - start))
                .as("time for one incident")
                .isLessThan(AT_ONCE);
        assertReceivedExactly(one);
    }

    @Test
    void deliversEveryKindWithEveryField() throws Exception {
        List<Incident> batch = Arrays.stream(Kind.values()).map(Incidents::full).toList();

        assertThat(open().deliver(batch)).hasSameSizeAs(batch).containsOnly(Outcome.delivered());
        assertReceivedExactly(batch);
    }

    @Test
    void deliversEachRevisionOfAnIncident() throws Exception {
        Incident first = Incidents.hit(0);
        List<Incident> both = List.of(first, first.asRevision(2, Kind.HIT_ENRICHED));

        assertThat(open().deliver(both)).hasSize(2).containsOnly(Outcome.delivered());
        assertReceivedExactly(both);
    }

    @Test
    void deliversBatchAfterBatchInOrder() throws Exception {
        IncidentSink sink = open();
        for (int i = 0; i < 20; i++) {
            assertThat(sink.deliver(Incidents.hits(i * 7, 7))).hasSize(7).containsOnly(Outcome.delivered());
        }
        assertReceivedExactly(Incidents.hits(0, 140));
    }

    static Stream<Incident> awkward() {
        return Stream.concat(Incidents.HOSTILE_TEXTS.stream().map(Incidents::hostile), Stream.of(Incidents.oversize()));
    }

    @ParameterizedTest
    @MethodSource("awkward")
    void anAwkwardIncidentTakesNoNeighbourAlong(Incident awkward) throws Exception {
        List<Incident> batch = List.of(Incidents.hit(1), Incidents.hit(2), awkward, Incidents.hit(3), Incidents.hit(4));
        List<Outcome> outcomes = open().deliver(batch);

        assertThat(outcomes).hasSameSizeAs(batch).doesNotHaveAnyElementsOfTypes(Outcome.Retry.class);
        assertReceivedExactly(confirmed(batch, outcomes));
        assertThat(confirmed(batch, outcomes)).contains(Incidents.hits(1, 4).toArray(Incident[]::new));
    }

    private void rejectsAlone(Incident poison) throws Exception {
        List<Incident> batch = List.of(Incidents.hit(1), poison, Incidents.hit(2), Incidents.hit(3));
        List<Outcome> outcomes = open().deliver(batch);

        assertThat(outcomes).hasSameSizeAs(batch);
        assertThat(outcomes.get(1)).isInstanceOf(Outcome.Rejected.class);
        assertThat(confirmed(batch, outcomes)).isEqualTo(Incidents.hits(1, 3));
        assertReceivedExactly(Incidents.hits(1, 3));
    }

    @Test
    void deliversToAFarEndThatIsBackWithoutANewSink() throws Exception {
        IncidentSink sink = open();
        SinkAttempt.untilConfirmed(sink, Incidents.hits(0, 10), patience());
        breakFarEnd();
        SinkAttempt.of(sink, Incidents.hits(10, 10), patience());
        mendFarEnd();

        SinkAttempt.untilConfirmed(sink, Incidents.hits(20, 10), patience());
        assertReceivedAtLeast(Incidents.hits(0, 10));
        assertReceivedAtLeast(Incidents.hits(20, 10));
    }

    @Test
    void startsBeforeItsFarEnd() throws Exception {
        breakFarEnd();
        IncidentSink sink = open();
        SinkAttempt.of(sink, Incidents.hits(0, 1), patience());
        mendFarEnd();

        SinkAttempt.untilConfirmed(sink, Incidents.hits(1, 5), patience());
        assertReceivedAtLeast(Incidents.hits(1, 5));
    }

    @Test
    void aSecondSinkAddsToWhatTheFirstDelivered() throws Exception {
        IncidentSink first = open();
        SinkAttempt.untilConfirmed(first, Incidents.hits(0, 5), patience());
        first.close();

        SinkAttempt.untilConfirmed(open(), Incidents.hits(5, 5), patience());
        assertReceivedExactly(Incidents.hits(0, 10));
    }

    @Test
    void closesTwiceUsedOrNot() throws Exception {
        IncidentSink unused = open();
        IncidentSink used = open();
        SinkAttempt.untilConfirmed(used, Incidents.hits(0, 1), patience());
        for (IncidentSink sink : List.of(unused, used)) {
            sink.close();
            assertThatCode(sink::close).doesNotThrowAnyException();
        }
    }

    @Test
    void aCloseDuringADeliveryHarmsNothingThatWasConfirmed() throws Exception {
        IncidentSink sink = open();
        DeliveryLoop loop = DeliveryLoop.start(sink, 0);
        await().atMost(patience()).until(() -> loop.confirmed().size() >= 50);

        sink.close();
        loop.stop(patience());
        if (confirms()) {
            assertReceivedAtLeast(loop.confirmed());
        }
    }

    private void givesUpOnSilence() throws Exception {
        SinkAttempt attempt = SinkAttempt.of(open(), Incidents.hits(0, 10), patience());

        assertThat(attempt.confirmed()).isEmpty();
        assertThat(attempt.rejected()).isEmpty();
    }

    private void stopsWhenInterrupted() throws Exception {
        IncidentSink sink = open();
        DeliveryLoop loop = DeliveryLoop.start(sink, 0);
        await().during(Duration.ofMillis(300)).atMost(patience()).until(loop::isDelivering);

        loop.stop(AT_ONCE);
        assertThat(loop.confirmed()).isEmpty();
        mendFarEnd();
        SinkAttempt.untilConfirmed(sink, Incidents.hits(500_000, 5), patience());
        assertReceivedAtLeast(Incidents.hits(500_000, 5));
    }

    @Test
    void anInterruptDoesNotSpoilTheNextDelivery() throws Exception {
        IncidentSink sink = open();
        List<Incident> confirmed = SinkAttempt.interrupted(sink, Incidents.hits(0, 50));

        SinkAttempt.untilConfirmed(sink, Incidents.hits(50, 5), patience());
        assertReceivedAtLeast(confirmed);
        assertReceivedAtLeast(Incidents.hits(50, 5));
    }

    @Test
    void aProbeSaysInOneLineWhatItFoundAndDeliversNothing() throws Exception {
        assertThat(open().probe()).isNotBlank().doesNotContain("\n");
        assertThat(received()).isEmpty();
    }

    private void showsNone(List<String> secrets) throws Exception {
        IncidentSink sink = open();
        List<String> shown = new ArrayList<>(List.of(sink.toString(), sink.probe()));
        shown.addAll(SinkAttempt.of(sink, Incidents.hits(0, 5), patience()).texts());
        breakFarEnd();
        shown.addAll(SinkAttempt.of(sink, Incidents.hits(5, 5), patience()).texts());
        if (confirms()) {
            shown.add(SinkAttempt.probeFailure(sink));
        }
        assertThat(String.join("\n", shown)).doesNotContain(secrets);
    }

    final IncidentSink open() throws Exception {
        IncidentSink sink = sink();
        opened.add(sink);
        return sink;
    }

    private static List<Incident> confirmed(List<Incident> batch, List<Outcome> outcomes) {
        return IntStream.range(0, batch.size())
                .filter(i -> outcomes.get(i) instanceof Outcome.Delivered)
                .mapToObj(batch::get)
                .toList();
    }

    private void assertReceivedExactly(List<Incident> expected) throws Exception {
        List<Received> all = expected.stream().map(Received::of).toList();
        eventually(() -> assertThat(received()).as("what the far end holds").isEqualTo(all));
    }

    final void assertReceivedAtLeast(List<Incident> expected) throws Exception {
        eventually(() -> {
            List<Received> missing =
                    new ArrayList<>(expected.stream().map(Received::of).toList());
            missing.removeAll(new HashSet<>(received()));
            assertThat(missing).as("confirmed, but not at the far end").isEmpty();
        });
    }

    private void eventually(Assertion assertion) throws Exception {
        if (settling().isZero()) {
            assertion.check();
        } else {
            await().atMost(settling()).untilAsserted(assertion::check);
        }
    }

    private interface Assertion {
        void check() throws Exception;
    }
}
