package io.github.canarysiem.runner.command;

import io.github.canarysiem.Incident;
import io.github.canarysiem.pipeline.DeadLetter;
import io.github.canarysiem.pipeline.JournalView;
import io.github.canarysiem.pipeline.PipelineStatus;
import io.github.canarysiem.pipeline.PipelineStatus.SinkStatus;
import io.github.canarysiem.runner.terminal.Paint;
import io.github.canarysiem.runner.terminal.Surroundings;
import io.github.canarysiem.runner.terminal.Table;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;

/** Waits for what becomes of a test incident, and prints a line for each sink as soon as it is known. */
final class TestResult {
    private static final long LOOK_MILLISECONDS = 20;
    private static final int LETTERS = 1000;
    private static final int LONGEST = 200;

    private final Surroundings surroundings;
    private final JournalView journal;
    private final Supplier<Optional<PipelineStatus>> running;

    /** Looks into this journal; {@code running} tells why a sink is late. */
    TestResult(Surroundings surroundings, JournalView journal, Supplier<Optional<PipelineStatus>> running) {
        this.surroundings = surroundings;
        this.journal = journal;
        this.running = running;
    }

    /** Whether every sink has confirmed the incident in time. */
    boolean await(Incident incident, long sequence, List<String> sinks, Duration timeout)
            throws IOException, InterruptedException {
        long begin = System.nanoTime();
        List<String> open = new ArrayList<>(sinks);
        boolean good = dropUnknown(open);
        while (true) {
            List<String> unsettled = journal.unsettled(sequence);
            for (String sink : List.copyOf(open)) {
                if (!unsettled.contains(sink)) {
                    open.remove(sink);
                    good &= settled(incident, sink, System.nanoTime() - begin);
                }
            }
            if (open.isEmpty()) {
                return good;
            }
            if (System.nanoTime() - begin >= timeout.toNanos()) {
                open.forEach(this::late);
                return false;
            }
            Thread.sleep(LOOK_MILLISECONDS);
        }
    }

    /** A running canary-siem may have been started with another configuration than this one. */
    private boolean dropUnknown(List<String> sinks) throws IOException {
        List<String> known =
                journal.status().sinks().stream().map(SinkStatus::name).toList();
        List<String> unknown =
                sinks.stream().filter(sink -> !known.contains(sink)).toList();
        unknown.forEach(sink ->
                line(false, sink, "is not known to the running canary-siem; start that anew with this configuration"));
        sinks.removeAll(unknown);
        return unknown.isEmpty();
    }

    private boolean settled(Incident incident, String sink, long nanoseconds) throws IOException {
        Optional<DeadLetter> letter = journal.deadLetters(LETTERS).stream()
                .filter(found ->
                        found.sink().equals(sink) && found.incident().id().equals(incident.id()))
                .findFirst();
        if (letter.isPresent()) {
            line(
                    false,
                    sink,
                    "refused it, dead letter " + letter.get().number() + ": "
                            + letter.get().reason());
            return false;
        }
        line(
                true,
                sink,
                "has confirmed it after " + Duration.ofNanos(nanoseconds).toMillis() + " ms");
        return true;
    }

    private void late(String sink) {
        String reason = running.get().stream()
                .flatMap(status -> status.sinks().stream())
                .filter(status -> status.name().equals(sink))
                .map(SinkStatus::lastError)
                .filter(Objects::nonNull)
                .findFirst()
                .map(error -> ": " + error)
                .orElse("");
        line(false, sink, "has not confirmed it in time, it stays in the journal" + reason);
    }

    private void line(boolean good, String sink, String text) {
        Paint paint = surroundings.paint();
        String verdict = good ? paint.text(Paint.Style.GREEN, "ok    ") : paint.text(Paint.Style.RED, "FAILED");
        surroundings.out().println(verdict + " " + sink + " " + Table.cut(text, LONGEST));
    }
}
