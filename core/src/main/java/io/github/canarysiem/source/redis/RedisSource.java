package io.github.canarysiem.source.redis;

import io.github.canarysiem.source.canarytokens.Cleaner;
import io.github.canarysiem.source.canarytokens.HitIncidents;
import io.github.canarysiem.source.canarytokens.HitTime;
import io.github.canarysiem.spi.Health;
import io.github.canarysiem.spi.IncidentSource;
import io.github.canarysiem.spi.Intake;
import io.github.canarysiem.spi.Position;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.random.RandomGenerator;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.Protocol.Command;

/** The hits of a Canarytokens server, out of its Redis. One thread runs it; {@link #close()} is safe from any. */
final class RedisSource implements IncidentSource {
    private static final Logger LOG = LogManager.getLogger(RedisSource.class);

    private final RedisSettings settings;
    private final Clock clock;
    private final RandomGenerator random;
    private final Duration liveness;
    private final Connections connections;
    private final Topology topology;
    private final HitIncidents incidents;
    private final Map<HostAndPort, NodeState> states = new ConcurrentHashMap<>();
    private final Set<AutoCloseable> open = ConcurrentHashMap.newKeySet();

    /**
     * A source that is not connected yet.
     *
     * @param liveness how often an idle server must show that it is there: two pings and a look at the topology each time
     */
    RedisSource(RedisSettings settings, Clock clock, RandomGenerator random, Duration liveness) {
        this.liveness = liveness;
        this.settings = settings;
        this.clock = clock;
        this.random = random;
        this.connections = new Connections(settings);
        this.topology = new Topology(settings.address(), connections);
        this.incidents = new HitIncidents(new HitTime(settings.serverZone()), new Cleaner(settings.redact()));
    }

    @Override
    public void run(Position last, Intake intake) throws IOException, InterruptedException {
        if (states.isEmpty()) {
            Rehearsal.run(incidents);
        }
        Set<HostAndPort> masters = topology.masters();
        states.keySet().retainAll(masters);
        Baseline baseline = baseline(last, masters);
        KeyedHash historyKey = History.key(intake, baseline, random);
        boolean resumed = !last.equals(Position.START);
        if (!resumed) {
            intake.accept(List.of(), baseline.position());
        }
        AtomicInteger unread = new AtomicInteger(masters.size());
        List<NodeTask> tasks = masters.stream()
                .<NodeTask>map(master ->
                        () -> read(master, masters, baseline, new History(intake, resumed, historyKey), unread, intake))
                .toList();
        try {
            if (tasks.size() == 1) {
                tasks.get(0).run();
            } else {
                NodeTask.runAll(tasks, this::disconnect);
            }
        } finally {
            open.clear();
        }
    }

    @Override
    public String probe() throws IOException {
        StringBuilder found = new StringBuilder();
        for (HostAndPort master : topology.masters()) {
            TokenEvents nothing = new TokenEvents();
            try (RedisLink link = connections.open(master);
                    Listening listening = Listening.begin(link, connections, settings, nothing)) {
                topology.verifyRole(link);
                String version = ServerFacts.of(link).version();
                link.call(Command.SCAN, "0", "MATCH", TokenValues.PREFIX + "*", "COUNT", "1");
                link.callList(Command.HMGET, TokenValues.PREFIX, "type", "triggered_list");
                Health health = listening.health(settings, listening.certain());
                found.append(found.isEmpty() ? "" : "; ")
                        .append("Redis ")
                        .append(version)
                        .append(" at ")
                        .append(master)
                        .append(", ")
                        .append(population(link))
                        .append(" keys; ")
                        .append(health.detail());
            }
        }
        return found.toString();
    }

    @Override
    public void close() {
        disconnect();
    }

    private void disconnect() {
        for (AutoCloseable each : open) {
            try {
                each.close();
            } catch (Exception e) {
                LOG.debug("a connection could not be closed", e);
            }
        }
    }

    private Baseline baseline(Position last, Set<HostAndPort> masters) throws IOException {
        if (!last.equals(Position.START) || settings.deliverHistory()) {
            return Baseline.at(last);
        }
        Instant earliest = Instant.MAX;
        for (HostAndPort master : masters) {
            try (RedisLink link = connections.open(master)) {
                Instant now = FlushWatch.serverTime(link, clock);
                earliest = now.isBefore(earliest) ? now : earliest;
            }
        }
        return Baseline.since(earliest);
    }

    private void read(
            HostAndPort master,
            Set<HostAndPort> masters,
            Baseline baseline,
            History history,
            AtomicInteger unread,
            Intake intake)
            throws IOException, InterruptedException {
        TokenEvents events = new TokenEvents();
        News news = new News(intake, baseline, history, incidents, clock, settings.keptHits());
        NodeState state = states.computeIfAbsent(master, key -> new NodeState(random));
        if (baseline.isOpen()) {
            // What the last run saw of the history it may not have remembered.
            state.fingerprints.clear();
        }
        try (RedisLink link = opened(connections.open(master))) {
            topology.verifyRole(link);
            try (Listening listening = opened(Listening.begin(link, connections, settings, events))) {
                LOG.info(
                        "{}: {}",
                        master,
                        listening.health(settings, listening.certain()).detail());
                new NodeReader(
                                link,
                                listening,
                                events,
                                settings,
                                liveness,
                                state,
                                news,
                                new Neighbours(masters, baseline, unread, intake),
                                intake::report,
                                new FlushWatch(state, news, baseline, clock))
                        .run();
            }
        }
    }

    private <T extends AutoCloseable> T opened(T connection) {
        open.add(connection);
        return connection;
    }

    private static String population(RedisLink link) throws IOException {
        try {
            return RedisLink.text(link.call(Command.DBSIZE));
        } catch (RedisRefusal e) {
            return "an unknown number of";
        }
    }

    /** The other masters: the baseline ends when each of them has been read once. */
    private final class Neighbours implements NodeReader.Surroundings {
        private final Set<HostAndPort> masters;
        private final Baseline baseline;
        private final AtomicInteger unread;
        private final Intake intake;
        private boolean passed;

        Neighbours(Set<HostAndPort> masters, Baseline baseline, AtomicInteger unread, Intake intake) {
            this.masters = masters;
            this.baseline = baseline;
            this.unread = unread;
            this.intake = intake;
        }

        @Override
        public void passed() throws IOException, InterruptedException {
            if (!passed) {
                passed = true;
                if (unread.decrementAndGet() == 0 && baseline.isOpen()) {
                    baseline.complete();
                    intake.accept(List.of(), baseline.position());
                }
            }
        }

        @Override
        public void verify() throws IOException {
            topology.verify(masters);
        }
    }
}
