package io.github.canarysiem.pipeline;

import io.github.canarysiem.Incident;
import io.github.canarysiem.spi.IncidentSink;
import io.github.canarysiem.spi.Outcome;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A sink that answers as a script says, and remembers what it confirmed. */
final class ScriptedSink implements IncidentSink {
    /** What the sink answers to a batch. */
    @FunctionalInterface
    interface Script {
        List<Outcome> answer(List<Incident> batch) throws IOException, InterruptedException;
    }

    final List<Incident> delivered = new CopyOnWriteArrayList<>();
    final List<List<Incident>> batches = new CopyOnWriteArrayList<>();
    volatile Script script =
            batch -> batch.stream().map(incident -> Outcome.delivered()).toList();
    volatile boolean closed;

    static Script down() {
        return batch -> {
            throw new IOException("the far end is down");
        };
    }

    List<String> ids() {
        return delivered.stream().map(Incident::id).toList();
    }

    @Override
    public List<Outcome> deliver(List<Incident> batch) throws IOException, InterruptedException {
        batches.add(List.copyOf(batch));
        List<Outcome> outcomes = new ArrayList<>(script.answer(batch));
        for (int i = 0; i < outcomes.size(); i++) {
            if (outcomes.get(i) instanceof Outcome.Delivered) {
                delivered.add(batch.get(i));
            }
        }
        return outcomes;
    }

    @Override
    public String probe() {
        return "scripted";
    }

    @Override
    public void close() {
        closed = true;
    }
}
