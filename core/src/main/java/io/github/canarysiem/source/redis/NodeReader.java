package io.github.canarysiem.source.redis;

import io.github.canarysiem.spi.Health;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.function.Consumer;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.Protocol.Command;

/**
 * Reads one server: what it tells of first, and now and then everything. Requests are sent ahead, so that the server fetches the
 * next tokens while these are looked into; no request grows with the number of tokens. Used by one thread.
 */
final class NodeReader {
    private static final Logger LOG = LogManager.getLogger(NodeReader.class);
    private static final int EVENTS = 500;
    private static final int MOST_KEYS = 512;
    private static final int LEAST_KEYS = 8;
    private static final long MUCH = 4 << 20;
    private static final long LITTLE = 1 << 20;
    /** An answer that is due; a key of null stands for the next part of the list of keys. */
    @SuppressWarnings("ArrayRecordComponent") // Never compared, never changed.
    private record Due(byte @Nullable [] key, boolean pushed) {}

    /** What a reader shares with the others of its source. */
    interface Surroundings {
        /** Every token of the server has been read once more. */
        void passed() throws IOException, InterruptedException;

        /** Throws if the masters have changed. */
        void verify() throws IOException;
    }

    private final RedisLink link;
    private final Listening listening;
    private final TokenEvents events;
    private final RedisSettings settings;
    private final Duration liveness;
    private final Surroundings surroundings;
    private final Consumer<Health> report;
    private final FlushWatch flushes;
    private final Batch batch;

    private final Queue<Due> due = new ArrayDeque<>();
    private boolean passing;
    private boolean scanned;
    private boolean proven;
    private int pushedDue;
    private int keysAtOnce = MOST_KEYS;
    private long bytes;
    private long nextPass = System.nanoTime();
    private long nextLiveness;

    NodeReader(
            RedisLink link,
            Listening listening,
            TokenEvents events,
            RedisSettings settings,
            Duration liveness,
            NodeState state,
            News news,
            Surroundings surroundings,
            Consumer<Health> report,
            FlushWatch flushes) {
        this.link = link;
        this.listening = listening;
        this.events = events;
        this.settings = settings;
        this.liveness = liveness;
        this.surroundings = surroundings;
        this.report = report;
        this.flushes = flushes;
        this.batch = new Batch(news, state.fingerprints);
        this.proven = listening.certain();
        this.nextLiveness = System.nanoTime() + liveness.toNanos();
    }

    /** Reads until it fails or is interrupted. */
    void run() throws IOException, InterruptedException {
        try (batch) {
            read();
        }
    }

    private void read() throws IOException, InterruptedException {
        if (listening.subscription() != null) {
            listening.subscription().start((int)
                    liveness.plus(settings.readTimeout()).toMillis());
        }
        report.accept(Health.starting("connected to " + link.server() + ", reading all tokens"));
        while (true) {
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
            ask();
            if (due.isEmpty()) {
                batch.flush();
                rest();
            } else {
                answer(due.remove());
            }
        }
    }

    private void ask() throws IOException, InterruptedException {
        for (byte[] key : events.take(EVENTS - pushedDue)) {
            link.send(Command.HMGET, TokenValues.request(key));
            due.add(new Due(key, true));
            pushedDue++;
        }
        long now = System.nanoTime();
        if (due.isEmpty() && events.takeFlush()) {
            flushes.announced(link);
        }
        if (due.isEmpty() && !passing && nextPass - now <= 0) {
            flushes.check(link);
            passing = true;
            scanned = false;
            scan("0".getBytes(StandardCharsets.US_ASCII));
        }
        if (!due.isEmpty()) {
            link.flush();
        }
    }

    private void scan(byte[] cursor) throws IOException {
        link.send(
                Command.SCAN,
                cursor,
                bytes("MATCH"),
                bytes(TokenValues.PREFIX + "*"),
                bytes("COUNT"),
                bytes(Integer.toString(keysAtOnce)));
        due.add(new Due(null, false));
    }

    private void answer(Due expected) throws IOException, InterruptedException {
        if (expected.key() == null) {
            keys();
        } else {
            token(expected.key(), expected.pushed());
        }
        if (expected.pushed() && --pushedDue == 0) {
            batch.flush();
        }
        if (passing && scanned && due.stream().allMatch(Due::pushed)) {
            endPass();
        }
    }

    /** The next part of the list is asked for before these keys are, so that it is there when they are done. */
    private void keys() throws IOException {
        if (!(link.read() instanceof List<?> reply) || !(reply.get(1) instanceof List<?> keys)) {
            throw new IOException(link.server() + " gave an answer to SCAN that Redis does not give");
        }
        keysAtOnce = bytes > MUCH
                ? Math.max(LEAST_KEYS, keysAtOnce / 4)
                : bytes < LITTLE ? Math.min(MOST_KEYS, keysAtOnce * 2) : keysAtOnce;
        bytes = 0;
        byte[] cursor = (byte[]) reply.get(0);
        if (cursor.length == 1 && cursor[0] == '0') {
            scanned = true;
        } else {
            scan(cursor);
        }
        for (Object key : keys) {
            link.send(Command.HMGET, TokenValues.request((byte[]) key));
            due.add(new Due((byte[]) key, false));
        }
        link.flush();
    }

    private void token(byte[] key, boolean pushed) throws IOException, InterruptedException {
        try {
            if (link.read() instanceof List<?> reply) {
                bytes += reply.get(2) instanceof byte[] list ? list.length : 0;
                batch.add(key, reply, pushed);
            }
        } catch (RedisRefusal e) {
            if (!e.answer().startsWith("WRONGTYPE")) {
                throw e;
            }
            batch.addStranger(key, pushed);
        }
    }

    private void endPass() throws IOException, InterruptedException {
        batch.endPass();
        passing = false;
        surroundings.passed();
        Duration interval =
                listening.subscription() != null && proven ? settings.reconcileInterval() : settings.pollInterval();
        nextPass = System.nanoTime() + interval.toNanos();
        LOG.debug("{}: all tokens read", link.server());
        report.accept(listening.health(settings, proven));
    }

    private void rest() throws IOException, InterruptedException {
        long now = System.nanoTime();
        if (!proven && events.heard()) {
            proven = true;
            nextPass = now + settings.reconcileInterval().toNanos();
            report.accept(listening.health(settings, true));
        }
        if (nextLiveness - now <= 0) {
            nextLiveness = now + liveness.toNanos();
            link.call(Command.PING);
            if (listening.subscription() != null) {
                listening.subscription().ping();
            }
            surroundings.verify();
        }
        events.await(Math.min(nextPass, nextLiveness) - System.nanoTime());
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
