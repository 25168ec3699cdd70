package io.github.canarysiem.internal;

import io.github.canarysiem.json.Text;
import io.github.canarysiem.spi.Finding;
import io.github.canarysiem.spi.Health;
import io.github.canarysiem.spi.IncidentSource;
import io.github.canarysiem.spi.Intake;
import io.github.canarysiem.spi.Note;
import io.github.canarysiem.spi.Position;
import io.github.canarysiem.spi.Sighting;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;

/** Runs one source, again and again, on a thread of its own. */
public final class SourceWorker implements Runnable {
    private static final Logger LOG = LogManager.getLogger(SourceWorker.class);

    private final String name;
    private final IncidentSource source;
    private final Inbox inbox;
    private final Clock clock;
    private final Backoff backoff;
    private final Tally tally = new Tally();
    private volatile boolean progressed;

    /** A worker for a source that stores into an inbox. */
    public SourceWorker(String name, IncidentSource source, Inbox inbox, Clock clock, RandomGenerator random) {
        this.name = name;
        this.source = source;
        this.inbox = inbox;
        this.clock = clock;
        this.backoff = new Backoff(Duration.ofMillis(200), Duration.ofSeconds(5), random);
    }

    /** The source's name. */
    public String name() {
        return name;
    }

    /** What it has done. */
    public Tally tally() {
        return tally;
    }

    @Override
    public void run() {
        int failures = 0;
        try {
            while (!Thread.currentThread().isInterrupted()) {
                progressed = false;
                String reason = runOnce();
                failures = progressed ? 1 : failures + 1;
                report(failures, reason);
                Thread.sleep(backoff.after(failures).toMillis());
            }
        } catch (InterruptedException e) {
            LOG.debug("source {} stops", name);
        }
    }

    /** One run until it ends; returns why it ended. */
    private String runOnce() throws InterruptedException {
        try {
            source.run(inbox.position(name), new JournalIntake());
            return "the source ended by itself";
        } catch (IOException e) {
            return String.valueOf(e.getMessage());
        } catch (RuntimeException e) {
            LOG.error("source {} failed unexpectedly; it is started again", name, e);
            return "unexpected " + e.getClass().getSimpleName();
        }
    }

    private void report(int failures, String reason) {
        String line = Text.printable(reason);
        tally.error(line);
        tally.health(Health.down(line));
        if (failures == 1) {
            LOG.warn("source {} is down, it keeps trying: {}", name, line);
        } else {
            LOG.debug("source {} is still down after {} attempts: {}", name, failures, line);
        }
    }

    private final class JournalIntake implements Intake {
        @Override
        public int accept(List<Finding> found, Position upTo) throws IOException {
            int stored = inbox.accept(name, found, upTo);
            progressed = true;
            if (stored > 0) {
                tally.done(stored, clock.instant());
            }
            return stored;
        }

        @Override
        public void remember(Collection<Sighting> history, Position upTo) throws IOException {
            inbox.remember(name, history, upTo);
            progressed = true;
        }

        @Override
        public Set<Sighting> unseen(Collection<Sighting> sightings) throws IOException {
            return inbox.unseen(sightings);
        }

        @Override
        public Set<String> known(Collection<String> ids) throws IOException {
            return inbox.known(ids);
        }

        @Override
        public void keep(Collection<Note> notes, Position upTo) throws IOException {
            inbox.keep(name, notes, upTo);
            progressed = true;
        }

        @Override
        public Map<String, String> kept(Collection<String> ids) throws IOException {
            return inbox.kept(name, ids);
        }

        @Override
        public void report(Health health) {
            Health before = tally.health();
            tally.health(health);
            if (before.state() != health.state()) {
                LOG.info("source {} is {}: {}", name, health.state().code(), health.detail());
            }
            if (health.state() == Health.State.UP || health.state() == Health.State.DEGRADED) {
                progressed = true;
            }
        }
    }
}
