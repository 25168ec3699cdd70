package io.github.canarysiem.source.honeyfile;

import io.github.canarysiem.source.honeyfile.atime.FileState;
import io.github.canarysiem.source.honeyfile.detector.Attribution;
import io.github.canarysiem.source.honeyfile.detector.Operation;
import io.github.canarysiem.spi.Health;
import io.github.canarysiem.spi.Intake;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.jspecify.annotations.Nullable;

/** One run of the source, from the first look to the farewell. One thread uses it. */
final class Session implements AutoCloseable {
    private static final Logger LOG = LogManager.getLogger(Session.class);
    private static final Duration LONGEST_SLEEP = Duration.ofMillis(200);
    private static final int AT_ONCE = 1_000;

    private final HoneyfileSettings settings;
    private final Outgoing outgoing;
    private final FileMemory memory;
    private final Intake intake;
    private final Clock clock;
    private final Clock ticks;
    private final Inlet inlet;
    private final Acts acts;
    private final AllowList allowList;
    private final FileIncidents incidents;
    private final MonitorIncidents monitor;
    private final Roster roster;
    private final Instant begun;
    private @Nullable SelfTest test;
    private int allowed;
    private int reported;
    private @Nullable Health health;

    Session(
            HoneyfileSettings settings,
            WatchSet watchSet,
            Outgoing outgoing,
            FileMemory memory,
            Intake intake,
            Clock clock,
            Clock ticks) {
        this.settings = settings;
        this.outgoing = outgoing;
        this.memory = memory;
        this.intake = intake;
        this.clock = clock;
        this.ticks = ticks;
        this.inlet = new Inlet(clock);
        this.acts = new Acts(settings.settle(), settings.window(), settings.floodLimit());
        this.allowList = new AllowList(settings.allow(), Path.of("/proc"));
        this.incidents = new FileIncidents(settings);
        this.monitor = new MonitorIncidents(settings);
        this.roster = new Roster(watchSet, memory, outgoing, incidents, clock);
        this.begun = clock.instant();
    }

    /**
     * Watches until interrupted.
     *
     * @throws IOException if it cannot go on
     */
    void run(List<Tier> tiers) throws IOException, InterruptedException {
        String farewell = "stopped by its operator";
        boolean watching = false;
        try {
            start(tiers);
            watching = true;
            watch();
        } catch (IOException e) {
            farewell = String.valueOf(e.getMessage());
            throw e;
        } catch (RuntimeException e) {
            farewell = "unexpected " + e.getClass().getSimpleName();
            throw e;
        } finally {
            // An interrupt must not cut the farewell short; it has its own bounds.
            boolean interrupted = Thread.interrupted();
            end(watching ? farewell : null, farewell.startsWith("stopped"));
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    @Override
    public void close() {
        roster.close();
    }

    private void start(List<Tier> tiers) throws IOException, InterruptedException {
        say(Health.starting("looks for its files"));
        String interrupted = memory.interruptedRun();
        roster.look();
        flush();
        roster.refuseIfHopeless();
        say(Health.starting("proves by reads what its detectors see"));
        test = settings.selfTest()
                ? new SelfTest(inlet, settings.pollInterval().multipliedBy(2).plusSeconds(1), ticks)
                : null;
        roster.begin(new Watching(tiers, inlet), test, this::flush);
        String before = interrupted == null
                ? ""
                : ". The run before, of " + interrupted + ", did not end in order: it was killed or lost its power";
        sayHow();
        String missed = inlet.takeOverflows() == 0 ? "" : ". Events were missed while it began: the machine is busy";
        outgoing.add(monitor.started(roster.detail() + missed + before, interrupted == null, clock.instant()));
        if (test != null) {
            test.others().forEach(this::take);
        }
        flush();
    }

    private void watch() throws IOException, InterruptedException {
        Calendar scan = new Calendar(settings.scanInterval(), ticks.instant());
        Calendar beat = new Calendar(settings.heartbeatInterval().orElse(Duration.ofDays(36_500)), ticks.instant());
        while (true) {
            sayHow();
            receive();
            Instant now = ticks.instant();
            send(acts.due(now));
            reportLosses();
            if (scan.isDue(now) || roster.isUneasy()) {
                roster.scan();
            }
            roster.takeScan();
            if (beat.isDue(now)) {
                beat();
            }
            flush();
            if (inlet.failure() != null) {
                throw new IOException(inlet.failure());
            }
            roster.refuseIfHopeless();
        }
    }

    private void receive() throws InterruptedException {
        Arrival next = inlet.next(acts.quiet(ticks.instant(), LONGEST_SLEEP));
        for (int i = 0; next != null && i < AT_ONCE; i++) {
            take(next);
            next = inlet.next();
        }
        if (next != null) {
            take(next);
        }
    }

    private void take(Arrival arrival) {
        Path path = arrival.observation().path();
        if (test != null && test.isLate(arrival.observation())) {
            return;
        }
        boolean nobody = arrival.observation().actor().attribution() == Attribution.NONE;
        if (allowList.allows(arrival.observation().actor())) {
            allowed += arrival.observation().operation() == Operation.OPEN ? 1 : 0;
            explain(
                    path,
                    Set.of(arrival.observation().operation()),
                    arrival.observation().at());
        } else if (!roster.isOurs(arrival.observation())
                && (!nobody || !roster.isInFolderThatIsGone(arrival.observation()))) {
            acts.add(arrival, ticks.instant());
        }
    }

    private void send(Acts.Leaving leaving) {
        for (Act act : leaving.acts()) {
            reported += act.again() ? 0 : 1;
            outgoing.add(incidents.of(act, roster.named(act.path())));
        }
        for (Flood flood : leaving.floods()) {
            outgoing.add(incidents.of(flood, roster.named(flood.path()), clock.instant()));
        }
    }

    private void reportLosses() {
        int lost = inlet.takeLost();
        int dropped = outgoing.size() < Outgoing.MOST ? outgoing.takeDropped() : 0;
        if (inlet.takeOverflows() > 0) {
            outgoing.add(monitor.gap(
                    "Events of files came faster than they could be looked at: accesses may have gone unseen.",
                    clock.instant()));
        }
        if (lost > 0) {
            outgoing.add(monitor.gap(
                    lost + " observations of file accesses came faster than they could be taken in, and are lost.",
                    clock.instant()));
        }
        if (dropped > 0) {
            outgoing.add(monitor.gap(
                    dropped + " incidents were dropped because the journal refused them for too long.",
                    clock.instant()));
        }
    }

    private void beat() {
        roster.rearm();
        if (outgoing.isIdle()) {
            outgoing.add(monitor.heartbeat(
                    "Watches " + roster.size() + " files; since " + begun + " it reported " + reported
                            + " accesses and passed over " + allowed + " that are allowed",
                    clock.instant()));
        }
    }

    private void flush() throws InterruptedException {
        outgoing.flush(intake, ticks.instant(), this::accepted);
        keep();
    }

    private void accepted(Parcel parcel) {
        if (parcel.path() != null) {
            explain(parcel.path(), parcel.operations(), parcel.until());
            roster.settled(parcel.path());
        }
    }

    private void explain(Path path, Set<Operation> operations, Instant until) {
        try {
            memory.explain(path, operations, until, FileState.of(path).orElse(null));
        } catch (IOException e) {
            LOG.debug("cannot look at a file", e);
        }
    }

    private void keep() throws InterruptedException {
        try {
            if (outgoing.refusal() == null) {
                memory.keep(outgoing.position(), begun);
            }
        } catch (IOException e) {
            LOG.debug("the journal refuses notes; they are kept later", e);
        }
    }

    private void sayHow() {
        Health now = roster.health();
        String refusal = outgoing.refusal();
        say(
                refusal == null
                        ? now
                        : Health.degraded(outgoing.size() + " incidents wait, the journal refuses them: " + refusal));
    }

    private void say(Health now) {
        if (!now.equals(health)) {
            health = now;
            intake.report(now);
        }
    }

    /** Bounded: one attempt to hand in what is left. */
    private void end(@Nullable String farewell, boolean inOrder) {
        try {
            if (farewell != null) {
                for (Arrival next = inlet.next(); next != null; next = inlet.next()) {
                    take(next);
                }
                roster.close();
                send(acts.rest(ticks.instant()));
                reportLosses();
                outgoing.add(monitor.stopped(farewell, inOrder, clock.instant()));
            }
            roster.close();
            outgoing.flushNow(intake, ticks.instant(), this::accepted);
            roster.rearm();
            memory.keepAtEnd(outgoing.position(), clock.instant());
        } catch (IOException e) {
            LOG.warn("the last notes about watched files could not be kept: {}", e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
