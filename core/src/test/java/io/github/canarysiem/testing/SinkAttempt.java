package io.github.canarysiem.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.canarysiem.Incident;
import io.github.canarysiem.spi.IncidentSink;
import io.github.canarysiem.spi.Outcome;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * One call of deliver, as the pipeline understands its answer.
 *
 * @param confirmed those answered Delivered
 * @param retried those answered Retry; all of them after an exception
 * @param rejected those answered Rejected
 * @param texts what operators would read
 */
record SinkAttempt(List<Incident> confirmed, List<Incident> retried, List<Incident> rejected, List<String> texts) {

    /** Delivers once, and fails if that takes longer than this. */
    static SinkAttempt of(IncidentSink sink, List<Incident> batch, Duration most) throws InterruptedException {
        long start = System.nanoTime();
        SinkAttempt attempt = of(sink, batch);
        assertThat(Duration.ofNanos(System.nanoTime() - start))
                .as("time for one delivery")
                .isLessThan(most);
        return attempt;
    }

    /** Delivers once. */
    static SinkAttempt of(IncidentSink sink, List<Incident> batch) throws InterruptedException {
        SinkAttempt attempt =
                new SinkAttempt(new ArrayList<>(), new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        try {
            List<Outcome> outcomes = sink.deliver(batch);
            assertThat(outcomes).as("one outcome for each incident").hasSameSizeAs(batch);
            for (int i = 0; i < batch.size(); i++) {
                attempt.note(batch.get(i), outcomes.get(i));
            }
        } catch (IOException e) {
            assertThat(e.getMessage()).as("message for operators").isNotBlank().doesNotContain("\n");
            attempt.retried.addAll(batch);
            attempt.texts.add(stackTrace(e));
        }
        return attempt;
    }

    /** Delivers, and again what was not confirmed, until all is; fails after this long. */
    static void untilConfirmed(IncidentSink sink, List<Incident> batch, Duration most) throws InterruptedException {
        long deadline = System.nanoTime() + most.toNanos();
        List<Incident> left = batch;
        while (!left.isEmpty()) {
            SinkAttempt attempt = of(sink, left);
            assertThat(attempt.rejected).as("rejected ordinary incidents").isEmpty();
            left = attempt.retried;
            assertThat(left.isEmpty() || System.nanoTime() < deadline)
                    .as("all delivered in time; last said: %s", attempt.texts)
                    .isTrue();
        }
    }

    /** Delivers on an interrupted thread; the interrupt does not outlive the call. */
    static List<Incident> interrupted(IncidentSink sink, List<Incident> batch) {
        Thread.currentThread().interrupt();
        try {
            return of(sink, batch).confirmed;
        } catch (InterruptedException e) {
            return List.of();
        } finally {
            Thread.interrupted();
        }
    }

    /** What operators read of a probe that fails. */
    static String probeFailure(IncidentSink sink) {
        return String.valueOf(assertThatExceptionOfType(IOException.class)
                .isThrownBy(sink::probe)
                .actual()
                .getMessage());
    }

    private void note(Incident incident, Outcome outcome) {
        if (outcome instanceof Outcome.Delivered) {
            confirmed.add(incident);
        } else if (outcome instanceof Outcome.Retry retry) {
            retried.add(incident);
            texts.add(retry.toString());
        } else {
            rejected.add(incident);
            texts.add(outcome.toString());
        }
    }

    /** What a log with stack traces would show. */
    static String stackTrace(IOException thrown) {
        StringWriter text = new StringWriter();
        thrown.printStackTrace(new PrintWriter(text));
        return text.toString();
    }
}
