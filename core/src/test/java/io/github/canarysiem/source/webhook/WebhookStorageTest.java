package io.github.canarysiem.source.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.canarysiem.spi.Health;
import io.github.canarysiem.testing.RecordingIntake;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What is answered while the intake is slow, refuses, or is being stopped, and what becomes of what it did not take. */
@Timeout(60)
class WebhookStorageTest {
    private static final Duration SENDERS_LIMIT = Duration.ofSeconds(2);

    private static List<String> marks(RecordingIntake intake) {
        return intake.stored().stream().map(Bodies::mark).toList();
    }

    private static void awaitMarks(RecordingIntake intake, String... marks) {
        await().atMost(Inn.PATIENCE)
                .untilAsserted(() -> assertThat(marks(intake)).containsExactlyInAnyOrder(marks));
    }

    @Test
    void whatTheIntakeRefusesIsAnsweredSoAndStoredWhenItTakesItAgain() throws Exception {
        try (Inn inn = Inn.open(Map.of())) {
            inn.intake.refuseWhere(finding -> true);
            assertThat(inn.post(Bodies.marked("a"))).startsWith("HTTP/1.1 503 ").contains("Retry-After: 1\r\n");
            assertThat(inn.post(Bodies.marked("b"))).startsWith("HTTP/1.1 503 ");
            await().atMost(Inn.PATIENCE)
                    .until(() -> inn.intake.health().state() == Health.State.DEGRADED
                            && inn.intake.health().detail().contains("keeps 2 incident(s)"));

            inn.intake.refuseNothing();
            awaitMarks(inn.intake, "a", "b");
            await().atMost(Inn.PATIENCE).until(() -> inn.intake.health().state() == Health.State.UP);
        }
    }

    @Test
    void oneThatCanNeverBeStoredKeepsNoOtherOut() throws Exception {
        try (Inn inn = Inn.open(Map.of())) {
            inn.intake.refuseWhere(finding -> Bodies.mark(finding.incident()).equals("never"));
            assertThat(inn.post(Bodies.marked("never"))).startsWith("HTTP/1.1 503 ");
            assertThat(inn.post(Bodies.marked("a"))).startsWith("HTTP/1.1 200 ");
            awaitMarks(inn.intake, "a");
        }
    }

    @Test
    void manyRequestsAtOnceAreStoredInFewAppends() throws Exception {
        SlowIntake slow = new SlowIntake();
        try (Inn inn = Inn.open(Inn.settings(Map.of()), slow.recording, slow)) {
            List<Socket> senders = new ArrayList<>();
            for (int i = 0; i < 40; i++) {
                Socket socket = inn.connect();
                Inn.send(socket, Inn.request(Bodies.marked("m" + i)));
                senders.add(socket);
            }
            await().atMost(Inn.PATIENCE).until(() -> slow.calls() == 1);
            slow.open();
            for (Socket sender : senders) {
                assertThat(Inn.rest(sender)).startsWith("HTTP/1.1 200 ");
                sender.close();
            }
            assertThat(slow.calls()).isLessThan(20);
            assertThat(marks(slow.recording)).hasSize(40);
        }
    }

    @Test
    void anAnswerComesInTimeAlthoughTheDiskDoesNot() throws Exception {
        SlowIntake slow = new SlowIntake();
        try (Inn inn = Inn.open(Inn.settings(Map.of()), slow.recording, slow)) {
            long before = System.nanoTime();
            assertThat(inn.post(Bodies.marked("late"))).startsWith("HTTP/1.1 503 ");
            assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(SENDERS_LIMIT);
            slow.open();
            awaitMarks(slow.recording, "late");
        }
    }

    @Test
    void whatWaitsIsBoundedAndTheRestIsToldToComeAgain() throws Exception {
        SlowIntake slow = new SlowIntake();
        String large = Bodies.marked("x".repeat(60_000));
        try (Inn inn = Inn.open(Inn.settings(Map.of("maximum-body", "64KiB")), slow.recording, slow)) {
            List<Socket> senders = new ArrayList<>();
            for (int i = 0; i < 30; i++) {
                Socket socket = inn.connect();
                Inn.send(socket, Inn.request(large.replace("\"m\"", "\"" + i + "\"")));
                senders.add(socket);
            }
            int busy = 0;
            for (Socket sender : senders) {
                String answer = Inn.rest(sender);
                assertThat(answer).startsWith("HTTP/1.1 503 ");
                busy += answer.contains(Answer.BUSY.text()) ? 1 : 0;
                sender.close();
            }
            assertThat(busy).isBetween(5, 20);
            slow.open();
            await().atMost(Inn.PATIENCE).until(() -> slow.recording.stored().size() >= 10);
            await().atMost(Inn.PATIENCE)
                    .untilAsserted(
                            () -> assertThat(inn.post(Bodies.marked("after"))).startsWith("HTTP/1.1 200 "));
        }
    }

    @Test
    void whatWasReadIsStoredBeforeAStopEnds() throws Exception {
        Inn inn = Inn.open(Map.of());
        try {
            inn.intake.refuse(1);
            assertThat(inn.post(Bodies.marked("kept"))).startsWith("HTTP/1.1 503 ");
            assertThat(inn.stop(Duration.ofSeconds(2))).isTrue();
            assertThat(marks(inn.intake)).containsExactly("kept");
        } finally {
            inn.close();
        }
    }

    @Test
    void aStopAnswersWhoIsWaiting() throws Exception {
        SlowIntake slow = new SlowIntake();
        Inn inn = Inn.open(Inn.settings(Map.of()), slow.recording, slow);
        try (Socket first = inn.connect();
                Socket second = inn.connect()) {
            Inn.send(first, Inn.request(Bodies.marked("first")));
            await().atMost(Inn.PATIENCE).until(() -> slow.calls() == 1);
            Inn.send(second, Inn.request(Bodies.marked("second")));
            CountDownLatch stopping = new CountDownLatch(1);
            Thread stopper = new Thread(() -> {
                stopping.countDown();
                inn.close();
            });
            stopper.start();
            stopping.await();
            slow.open();
            assertThat(Inn.rest(first)).startsWith("HTTP/1.1 200 ");
            stopper.join(Inn.PATIENCE.toMillis());
            assertThat(marks(slow.recording)).contains("first");
        }
    }
}
