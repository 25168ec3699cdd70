package io.github.canarysiem.internal;

import io.github.canarysiem.Incident;
import io.github.canarysiem.json.Text;
import io.github.canarysiem.pipeline.Delivery;
import io.github.canarysiem.spi.Health;
import io.github.canarysiem.spi.IncidentSink;
import io.github.canarysiem.spi.Outcome;
import io.micrometer.core.instrument.Timer;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;

/** Feeds one sink from its tail of the journal, on a thread of its own. */
public final class SinkWorker implements Runnable {
    private static final Logger LOG = LogManager.getLogger(SinkWorker.class);
    /** So often may an incident make its sink fail unexpectedly, alone in its batch, before it is refused. */
    private static final int MOST_CRASHES = 3;

    private final String name;
    private final IncidentSink sink;
    private final Journal journal;
    private final Clock clock;
    private final Backoff backoff;
    private final Timer delay;
    private final int batchSize;
    private final Tally tally = new Tally();
    private final Map<Long, Integer> attempts = new HashMap<>();
    private final Map<Long, Integer> crashes = new HashMap<>();
    private final Signal drain = new Signal();
    private int failures;

    /** A worker for a sink; {@code delay} measures the time from the journal to the sink's confirmation. */
    public SinkWorker(
            String name,
            IncidentSink sink,
            Delivery delivery,
            Journal journal,
            Clock clock,
            RandomGenerator random,
            Timer delay) {
        this.name = name;
        this.sink = sink;
        this.journal = journal;
        this.clock = clock;
        this.backoff = new Backoff(delivery.firstDelay(), delivery.longestDelay(), random);
        this.batchSize = delivery.batchSize();
        this.delay = delay;
        tally.health(Health.up("nothing delivered yet"));
    }

    /** The sink's name. */
    public String name() {
        return name;
    }

    /** What it has done. */
    public Tally tally() {
        return tally;
    }

    /** Ends the worker as soon as nothing is left to do, or the sink fails. */
    public void drain() {
        drain.raise();
        journal.appended().raise();
    }

    private boolean draining() {
        return drain.count() > 0;
    }

    private void rest(Duration time) throws InterruptedException {
        drain.await(0, time.toNanos());
    }

    @Override
    public void run() {
        try {
            do {
                try (Outbox outbox = new Outbox(journal, name, batchSize)) {
                    work(outbox);
                    return;
                } catch (IOException | RuntimeException e) {
                    failures++;
                    LOG.error("sink {} starts its work anew", name, e);
                    fail(String.valueOf(e.getMessage()));
                    rest(backoff.after(failures));
                }
            } while (!draining());
        } catch (InterruptedException e) {
            LOG.debug("sink {} stops", name);
        }
    }

    private void work(Outbox outbox) throws IOException, InterruptedException {
        while (true) {
            long seen = journal.appended().count();
            long now = System.nanoTime();
            List<Item> batch = outbox.next(now);
            if (batch.isEmpty()) {
                save(outbox);
                if (draining()) {
                    return;
                }
                journal.appended().await(seen, outbox.nextDue(now, Signal.A_WHILE));
            } else {
                deliver(outbox, isolated(batch));
            }
            if (draining() && failures > 0) {
                return;
            }
        }
    }

    /** What once made the sink fail unexpectedly is offered alone, so that it takes no neighbour with it. */
    private List<Item> isolated(List<Item> batch) {
        return batch.stream().anyMatch(item -> crashes.containsKey(item.sequence())) ? batch.subList(0, 1) : batch;
    }

    private void deliver(Outbox outbox, List<Item> batch) throws IOException, InterruptedException {
        List<Incident> incidents = batch.stream().map(Item::incident).toList();
        List<Outcome> outcomes;
        try {
            outcomes = sink.deliver(incidents);
            if (outcomes.size() != batch.size()) {
                throw new IOException(
                        "the sink gave " + outcomes.size() + " outcomes for " + batch.size() + " incidents");
            }
        } catch (IOException e) {
            pause(outbox, batch, String.valueOf(e.getMessage()));
            return;
        } catch (RuntimeException e) {
            LOG.error("sink {} failed unexpectedly", name, e);
            crash(outbox, batch, "unexpected " + e.getClass().getSimpleName());
            return;
        }
        settle(outbox, batch, outcomes);
    }

    private void settle(Outbox outbox, List<Item> batch, List<Outcome> outcomes) throws InterruptedException {
        int settled = 0;
        int pending = 0;
        Duration longest = Duration.ZERO;
        String reason = "";
        for (int i = 0; i < batch.size(); i++) {
            Item item = batch.get(i);
            Outcome outcome = outcomes.get(i);
            if (outcome instanceof Outcome.Delivered) {
                delivered(outbox, item);
                settled++;
            } else if (outcome instanceof Outcome.Rejected rejected) {
                settled += bury(outbox, item, rejected.reason()) ? 1 : 0;
            } else if (outcome instanceof Outcome.Pending waiting) {
                outbox.postpone(
                        item.sequence(), System.nanoTime() + waiting.after().toNanos());
                pending++;
            } else if (outcome instanceof Outcome.Retry retry) {
                reason = retry.reason();
                Duration wait = postpone(outbox, item, retry);
                longest = wait.compareTo(longest) > 0 ? wait : longest;
            }
        }
        save(outbox);
        if (settled + pending > 0) {
            succeed(settled + pending == batch.size(), reason);
        } else {
            failures++;
            fail(reason);
            rest(longest);
        }
    }

    private void delivered(Outbox outbox, Item item) {
        outbox.settle(item.sequence());
        attempts.remove(item.sequence());
        crashes.remove(item.sequence());
        tally.done(1, clock.instant());
        delay.record(Duration.between(item.storedAt(), clock.instant()));
    }

    private Duration postpone(Outbox outbox, Item item, Outcome.Retry retry) {
        tally.retried.increment();
        Duration wait = backoff.after(attempts.merge(item.sequence(), 1, Integer::sum));
        Duration asked = retry.after();
        Duration chosen = asked != null && asked.compareTo(wait) > 0 ? asked : wait;
        outbox.postpone(item.sequence(), System.nanoTime() + chosen.toNanos());
        return chosen;
    }

    /** The whole batch failed: nothing is offered until the wait is over. */
    private void pause(Outbox outbox, List<Item> batch, String reason) throws InterruptedException {
        failures++;
        tally.retried.add(batch.size());
        batch.forEach(item -> outbox.postpone(item.sequence(), System.nanoTime()));
        save(outbox);
        fail(reason);
        rest(backoff.after(failures));
    }

    private void crash(Outbox outbox, List<Item> batch, String reason) throws InterruptedException {
        batch.forEach(item -> crashes.merge(item.sequence(), 1, Integer::sum));
        Item first = batch.get(0);
        if (batch.size() == 1 && crashes.getOrDefault(first.sequence(), 0) >= MOST_CRASHES) {
            bury(outbox, first, reason);
            save(outbox);
            return;
        }
        pause(outbox, batch, reason);
    }

    private boolean bury(Outbox outbox, Item item, String reason) {
        String line = Text.printable(reason);
        tally.error(line);
        try {
            outbox.bury(item, line, clock.millis());
            attempts.remove(item.sequence());
            crashes.remove(item.sequence());
            tally.rejected.increment();
            LOG.warn(
                    "sink {} refuses incident {}, it is among the dead letters: {}",
                    name,
                    item.incident().id(),
                    line);
            return true;
        } catch (IOException e) {
            LOG.warn("sink {}: a dead letter cannot be stored, it is tried again: {}", name, e.getMessage());
            outbox.postpone(
                    item.sequence(), System.nanoTime() + backoff.after(1).toNanos());
            return false;
        }
    }

    /** A cursor that cannot be stored only means that a restart delivers again; the sink goes on. */
    private void save(Outbox outbox) {
        try {
            outbox.save();
        } catch (IOException e) {
            LOG.warn("sink {}: its cursor cannot be stored, a restart would deliver again: {}", name, e.getMessage());
        }
    }

    private void succeed(boolean wholly, String reason) {
        if (failures > 0) {
            LOG.info("sink {} delivers again", name);
        }
        failures = 0;
        if (!wholly && !reason.isEmpty()) {
            tally.error(Text.printable(reason));
            tally.health(Health.degraded(Text.printable(reason)));
        } else {
            tally.health(Health.up("delivers"));
        }
    }

    private void fail(String reason) {
        String line = Text.printable(reason);
        tally.error(line);
        tally.health(Health.down(line));
        if (failures <= 1) {
            LOG.warn("sink {} does not deliver, it keeps trying: {}", name, line);
        } else {
            LOG.debug("sink {} still does not deliver after {} attempts: {}", name, failures, line);
        }
    }
}
