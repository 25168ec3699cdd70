package io.github.canarysiem.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.github.canarysiem.Incident;
import io.github.canarysiem.IncidentId;
import io.github.canarysiem.Kind;
import io.github.canarysiem.internal.Journal;
import io.github.canarysiem.internal.JournalReader;
import io.github.canarysiem.internal.Retention;
import io.github.canarysiem.spi.Finding;
import io.github.canarysiem.spi.Health;
import io.github.canarysiem.spi.Outcome;
import io.github.canarysiem.spi.Position;
import io.github.canarysiem.testing.TestClock;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class PipelineTest {
    private static final Delivery QUICK = new Delivery(500, Duration.ofMillis(5), Duration.ofMillis(40));

    @TempDir
    Path state;

    private final QueueSource source = new QueueSource();
    private final ScriptedSink sink = new ScriptedSink();

    private PipelineBuilder builder() {
        return Pipeline.spoolingTo(state).from("source", source).to("sink", sink, QUICK);
    }

    @Test
    void anIncidentReachesEverySink() throws Exception {
        ScriptedSink other = new ScriptedSink();
        try (Pipeline pipeline = builder().to("other", other, QUICK).start()) {
            assertThat(source.store(QueueSource.findings("a", 3))).isEqualTo(3);
            assertThat(pipeline.awaitSettled(Duration.ofSeconds(10))).isTrue();
        }
        assertThat(sink.ids()).containsExactly(IncidentId.of("a0"), IncidentId.of("a1"), IncidentId.of("a2"));
        assertThat(other.ids()).isEqualTo(sink.ids());
        assertThat(source.closed && sink.closed && other.closed).isTrue();
    }

    @Test
    void whatIsSeenTwiceIsDeliveredOnceEvenAfterARestart() throws Exception {
        try (Pipeline pipeline = builder().start()) {
            source.store(QueueSource.findings("a", 2));
            assertThat(source.store(QueueSource.findings("a", 3))).isEqualTo(1);
        }
        QueueSource again = new QueueSource();
        try (Pipeline pipeline = Pipeline.spoolingTo(state)
                .from("source", again)
                .to("sink", sink, QUICK)
                .start()) {
            assertThat(again.store(QueueSource.findings("a", 3))).isZero();
        }
        assertThat(sink.ids()).hasSize(3);
        assertThat(again.starts).containsExactly(new Position("p"));
    }

    @Test
    void newContentOfAHitIsItsNextRevisionAndOldContentIsNoNews() throws Exception {
        Incident hit = QueueSource.incident("hit");
        String plain = IncidentId.of("plain");
        String enriched = IncidentId.of("enriched");
        try (Pipeline pipeline = builder().start()) {
            assertThat(source.store(List.of(new Finding(hit, plain)))).isEqualTo(1);
            assertThat(source.store(List.of(new Finding(hit, enriched)))).isEqualTo(1);
            assertThat(source.store(List.of(new Finding(hit, plain)))).isZero();
            assertThat(pipeline.awaitSettled(Duration.ofSeconds(10))).isTrue();
        }
        assertThat(sink.delivered).extracting(Incident::revision).containsExactly(1, 2);
        assertThat(sink.delivered).extracting(Incident::kind).containsExactly(Kind.HIT, Kind.HIT_ENRICHED);
    }

    @Test
    void aDeadSinkDelaysNobodyAndCatchesUpInOrder() throws Exception {
        ScriptedSink dead = new ScriptedSink();
        dead.script = ScriptedSink.down();
        try (Pipeline pipeline = builder().to("dead", dead, QUICK).start()) {
            for (int i = 0; i < 20; i++) {
                source.store(QueueSource.findings("b" + i + "-", 10));
            }
            await().atMost(Duration.ofSeconds(10)).until(() -> sink.delivered.size() == 200);
            assertThat(dead.delivered).isEmpty();
            assertThat(pipeline.status().sinks().get(1).health().state()).isEqualTo(Health.State.DOWN);
            assertThat(pipeline.status().sinks().get(1).pending()).isEqualTo(200);
            dead.script = sink.script;
            assertThat(pipeline.awaitSettled(Duration.ofSeconds(10))).isTrue();
        }
        assertThat(dead.ids()).isEqualTo(sink.ids());
    }

    @Test
    void theRefusedOneComesBackAfterARestartAndTheConfirmedOnesDoNot() throws Exception {
        String stubborn = IncidentId.of("c2");
        sink.script = batch -> batch.stream()
                .map(incident -> incident.id().equals(stubborn) ? Outcome.retry("not now") : Outcome.delivered())
                .toList();
        try (Pipeline pipeline = builder().start()) {
            source.store(QueueSource.findings("c", 4));
            await().atMost(Duration.ofSeconds(10)).until(() -> sink.delivered.size() == 3);
            source.store(QueueSource.findings("d", 2));
            await().atMost(Duration.ofSeconds(10)).until(() -> sink.delivered.size() == 5);
        }
        ScriptedSink second = new ScriptedSink();
        try (Pipeline pipeline =
                Pipeline.spoolingTo(state).to("sink", second, QUICK).start()) {
            assertThat(pipeline.awaitSettled(Duration.ofSeconds(10))).isTrue();
        }
        assertThat(second.ids()).containsExactly(stubborn);
    }

    @Test
    void aPoisonedIncidentGoesToTheDeadLettersAloneAndCanBeReplayed() throws Exception {
        String poison = IncidentId.of("e3");
        sink.script = batch -> batch.stream()
                .map(incident -> incident.id().equals(poison) ? Outcome.rejected("too\nodd") : Outcome.delivered())
                .toList();
        try (Pipeline pipeline = builder().start();
                JournalView view = JournalView.open(state)) {
            source.store(QueueSource.findings("e", 6));
            assertThat(pipeline.awaitSettled(Duration.ofSeconds(10))).isTrue();
            assertThat(sink.delivered).hasSize(5);
            DeadLetter letter = view.deadLetters(10).get(0);
            assertThat(letter.incident().id()).isEqualTo(poison);
            assertThat(letter.reason()).isEqualTo("too\\u000aodd");
            assertThat(letter.sink()).isEqualTo("sink");
            sink.script = new ScriptedSink().script;
            assertThat(view.replayDeadLetters(List.of(letter.number(), 999L))).isEqualTo(1);
            await().atMost(Duration.ofSeconds(10)).until(() -> sink.ids().contains(poison));
            assertThat(view.deadLetters(10)).isEmpty();
        }
    }

    @Test
    void aSinkThatCrashesOnOneIncidentLosesNoOther() throws Exception {
        String poison = IncidentId.of("f1");
        sink.script = batch -> {
            if (batch.stream().anyMatch(incident -> incident.id().equals(poison))) {
                throw new IllegalStateException("a bug");
            }
            return batch.stream().map(incident -> Outcome.delivered()).toList();
        };
        try (Pipeline pipeline = builder().start();
                JournalView view = JournalView.open(state)) {
            source.store(QueueSource.findings("f", 5));
            assertThat(pipeline.awaitSettled(Duration.ofSeconds(20))).isTrue();
            assertThat(view.deadLetters(10))
                    .extracting(letter -> letter.incident().id())
                    .containsExactly(poison);
        }
        assertThat(sink.ids()).hasSize(4);
    }

    @Test
    void aSinkThatMiscountsItsOutcomesIsNotBelieved() throws Exception {
        AtomicInteger calls = new AtomicInteger();
        sink.script = batch -> {
            List<Outcome> all = new ArrayList<>();
            batch.forEach(incident -> all.add(Outcome.delivered()));
            if (calls.getAndIncrement() == 0) {
                throw new IOException("answered nothing");
            }
            return all;
        };
        try (Pipeline pipeline = builder().start()) {
            source.store(QueueSource.findings("g", 3));
            assertThat(pipeline.awaitSettled(Duration.ofSeconds(10))).isTrue();
        }
        assertThat(sink.batches).hasSizeGreaterThan(1);
        assertThat(sink.ids()).hasSize(3);
    }

    @Test
    void theFarEndsWishToWaitIsHonoured() throws Exception {
        List<Long> times = new ArrayList<>();
        sink.script = batch -> {
            times.add(System.nanoTime());
            return times.size() == 1
                    ? List.of(new Outcome.Retry("slow down", Duration.ofMillis(400)))
                    : List.of(Outcome.delivered());
        };
        try (Pipeline pipeline = builder().start()) {
            source.store(List.of(QueueSource.finding("h")));
            assertThat(pipeline.awaitSettled(Duration.ofSeconds(10))).isTrue();
        }
        assertThat(Duration.ofNanos(times.get(1) - times.get(0))).isGreaterThanOrEqualTo(Duration.ofMillis(400));
    }

    @Test
    void intakeRefusesAtTheLimitAndLosesNothing() throws Exception {
        sink.script = ScriptedSink.down();
        JournalLimits small = new JournalLimits(300_000, 1, Duration.ofDays(1));
        List<String> stored = new ArrayList<>();
        try (Pipeline pipeline = builder().limits(small).start()) {
            assertThatThrownBy(() -> {
                        for (int i = 0; i < 10_000; i++) {
                            source.store(QueueSource.findings("i" + i + "-", 50));
                            stored.add("i" + i + "-");
                        }
                    })
                    .isInstanceOf(ExecutionException.class)
                    .hasCauseInstanceOf(JournalFullException.class)
                    .hasMessageContaining("journal.maximum-size");
            assertThat(pipeline.status().journal().health().state()).isEqualTo(Health.State.DOWN);
            sink.script = new ScriptedSink().script;
            assertThat(pipeline.awaitSettled(Duration.ofSeconds(20))).isTrue();
            await().atMost(Duration.ofSeconds(20))
                    .ignoreExceptions()
                    .until(() -> source.store(QueueSource.findings("after", 50)) == 50);
            assertThat(pipeline.awaitSettled(Duration.ofSeconds(20))).isTrue();
        }
        assertThat(sink.ids()).hasSize(stored.size() * 50 + 50).doesNotHaveDuplicates();
    }

    @Test
    void aSecondPipelineOnTheSameDirectoryIsRefusedWithTheHoldersName() throws Exception {
        try (Pipeline pipeline = builder().start()) {
            assertThatThrownBy(() -> Pipeline.spoolingTo(state).start())
                    .isInstanceOf(StateInUseException.class)
                    .hasMessageContaining("process " + ProcessHandle.current().pid());
        }
        Pipeline.spoolingTo(state).start().close();
    }

    @Test
    void theJournalIsForItsOwnersEyesAlone() throws Exception {
        try (Pipeline pipeline = builder().start()) {
            source.store(QueueSource.findings("s", 1));
            for (String name : List.of("journal.db", "journal.db-wal")) {
                assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(state.resolve(name))))
                        .as(name)
                        .isEqualTo("rw-------");
            }
        }
    }

    @Test
    void hugeIncidentsAreHandedOverInSmallBatches() throws Exception {
        List<Finding> huge = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            Incident small = QueueSource.incident("t" + i);
            huge.add(Finding.of(
                    Incident.of(small.id(), small.kind(), small.severity(), small.occurredAt(), small.observedAt())
                            .channel("x".repeat(1 << 20))
                            .build()));
        }
        sink.script = ScriptedSink.down();
        try (Pipeline pipeline = builder().start()) {
            source.store(huge);
            sink.script = new ScriptedSink().script;
            assertThat(pipeline.awaitSettled(Duration.ofSeconds(20))).isTrue();
        }
        assertThat(sink.ids()).hasSize(12).doesNotHaveDuplicates();
        assertThat(sink.batches).allMatch(batch -> batch.size() <= 4);
    }

    @Test
    void aNewSinkStartsWithTheNextIncidentAndAReturningOneWhereItWas() throws Exception {
        try (Pipeline pipeline = builder().start()) {
            source.store(QueueSource.findings("j", 2));
            assertThat(pipeline.awaitSettled(Duration.ofSeconds(10))).isTrue();
        }
        QueueSource second = new QueueSource();
        ScriptedSink young = new ScriptedSink();
        try (Pipeline pipeline = Pipeline.spoolingTo(state)
                .from("source", second)
                .to("young", young, QUICK)
                .start()) {
            second.store(QueueSource.findings("k", 2));
            assertThat(pipeline.awaitSettled(Duration.ofSeconds(10))).isTrue();
        }
        assertThat(young.ids()).containsExactly(IncidentId.of("k0"), IncidentId.of("k1"));
        ScriptedSink returned = new ScriptedSink();
        try (Pipeline pipeline =
                Pipeline.spoolingTo(state).to("sink", returned, QUICK).start()) {
            assertThat(pipeline.awaitSettled(Duration.ofSeconds(10))).isTrue();
        }
        assertThat(returned.ids()).isEqualTo(young.ids());
    }

    @Test
    void aTestForOneSinkReachesThatSinkAlone() throws Exception {
        ScriptedSink other = new ScriptedSink();
        try (Pipeline pipeline = builder().to("other", other, QUICK).start();
                JournalView view = JournalView.open(state)) {
            long sequence = view.submit(QueueSource.incident("test"), "other");
            await().atMost(Duration.ofSeconds(10))
                    .until(() -> view.unsettled(sequence).isEmpty());
            source.store(List.of(QueueSource.finding("after")));
            assertThat(pipeline.awaitSettled(Duration.ofSeconds(10))).isTrue();
        }
        assertThat(other.ids()).containsExactly(IncidentId.of("test"), IncidentId.of("after"));
        assertThat(sink.ids()).containsExactly(IncidentId.of("after"));
    }

    @Test
    void theJournalShowsWhatWasSeenAndWhoIsBehind() throws Exception {
        sink.script = ScriptedSink.down();
        try (Pipeline pipeline = builder().start();
                JournalView view = JournalView.open(state)) {
            source.store(QueueSource.findings("l", 3));
            List<JournalEntry> entries = view.list(2);
            assertThat(entries).extracting(entry -> entry.incident().channel()).containsExactly("l2", "l1");
            assertThat(entries.get(0).unsettled()).containsExactly("sink");
            assertThat(entries.get(0).source()).isEqualTo("source");
            String id = IncidentId.of("l0");
            assertThat(view.show(id.substring(0, 8)))
                    .singleElement()
                    .extracting(e -> e.incident().id())
                    .isEqualTo(id);
            assertThat(view.status().sinks())
                    .singleElement()
                    .extracting("pending")
                    .isEqualTo(3L);
            sink.script = new ScriptedSink().script;
            assertThat(pipeline.awaitSettled(Duration.ofSeconds(10))).isTrue();
            assertThat(view.replay(List.of(entries.get(1).sequence()), null)).hasSize(1);
            await().atMost(Duration.ofSeconds(10)).until(() -> sink.ids().size() == 4);
        }
        assertThat(sink.ids().get(3)).isEqualTo(IncidentId.of("l1"));
    }

    @Test
    void settledIncidentsAreDeletedWhenTheyAreOldAndUnsettledOnesNever() throws Exception {
        sink.script = ScriptedSink.down();
        JournalLimits forgetful = new JournalLimits(10L << 30, 1, Duration.ofMillis(1));
        try (Pipeline pipeline = builder().limits(forgetful).start()) {
            source.store(QueueSource.findings("m", 30));
        }
        try (Journal journal = Journal.open(state, forgetful)) {
            Retention retention = new Retention(journal, Clock.systemUTC());
            retention.apply();
            assertThat(JournalReader.counts(journal).incidents()).isEqualTo(30);
        }
        sink.script = new ScriptedSink().script;
        try (Pipeline pipeline =
                Pipeline.spoolingTo(state).to("sink", sink, QUICK).start()) {
            assertThat(pipeline.awaitSettled(Duration.ofSeconds(10))).isTrue();
        }
        try (Journal journal = Journal.open(state, forgetful)) {
            new Retention(journal, Clock.systemUTC()).apply();
            assertThat(JournalReader.counts(journal).incidents()).isZero();
        }
        assertThat(sink.ids()).hasSize(30);
    }

    @Test
    void aJumpingClockLosesNothingAndHoldsNothingUp() throws Exception {
        TestClock clock = new TestClock(Instant.parse("2026-11-21T20:00:00Z"));
        List<Duration> jumps = List.of(Duration.ofDays(4_000), Duration.ofDays(-9_000), Duration.ofHours(1));
        try (Pipeline pipeline = builder().clock(clock).start()) {
            int stored = 0;
            for (Duration jump : jumps) {
                sink.script = ScriptedSink.down();
                source.store(QueueSource.findings("q" + stored + "-", 5));
                clock.advance(jump);
                stored += source.store(QueueSource.findings("r" + stored + "-", 5)) + 5;
                sink.script = new ScriptedSink().script;
                assertThat(pipeline.awaitSettled(Duration.ofSeconds(10))).isTrue();
                assertThat(sink.ids()).hasSize(stored).doesNotHaveDuplicates();
            }
        }
    }

    @Test
    void metricsCountWhatHappened() throws Exception {
        SimpleMeterRegistry meters = new SimpleMeterRegistry();
        try (Pipeline pipeline = builder().meters(meters).start()) {
            source.store(QueueSource.findings("n", 4));
            assertThat(pipeline.awaitSettled(Duration.ofSeconds(10))).isTrue();
            assertThat(meters.get("canary.siem.sink.delivered")
                            .tag("sink", "sink")
                            .functionCounter()
                            .count())
                    .isEqualTo(4);
            assertThat(meters.get("canary.siem.source.accepted")
                            .functionCounter()
                            .count())
                    .isEqualTo(4);
            assertThat(meters.get("canary.siem.sink.pending").gauge().value()).isZero();
            assertThat(meters.get("canary.siem.sink.delay").timer().count()).isEqualTo(4);
            assertThat(meters.get("canary.siem.journal.size").gauge().value()).isPositive();
        }
    }

    @Test
    void closingWaitsForWhatIsThereButNotForADeadSink() throws Exception {
        Pipeline pipeline = builder().start();
        source.store(QueueSource.findings("o", 1_000));
        pipeline.close();
        pipeline.close();
        assertThat(sink.ids()).hasSize(1_000);

        ScriptedSink dead = new ScriptedSink();
        dead.script = batch -> {
            TimeUnit.HOURS.sleep(1);
            return List.of();
        };
        QueueSource second = new QueueSource();
        Pipeline stuck = Pipeline.spoolingTo(state)
                .from("source", second)
                .to("stuck", dead, QUICK)
                .start();
        second.store(QueueSource.findings("p", 1));
        await().atMost(Duration.ofSeconds(10)).until(() -> !dead.batches.isEmpty());
        long before = System.nanoTime();
        stuck.close();
        assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(15));
    }
}
