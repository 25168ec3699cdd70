package io.github.canarysiem.source.redis;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import redis.clients.jedis.Protocol.Command;

/**
 * The connection on which the server tells of changes, with the thread that listens to it. Every answer, push or ping, resets the
 * time-out, so a server that has gone without a word is noticed at the next missing pong.
 */
final class Subscription implements AutoCloseable {
    static final String INVALIDATE = "__redis__:invalidate";
    private static final byte[] PREFIX = TokenValues.PREFIX.getBytes(StandardCharsets.UTF_8);

    private final RedisLink link;
    private final TokenEvents events;
    private final Thread listener;
    private volatile boolean closed;

    private Subscription(RedisLink link, TokenEvents events) {
        this.link = link;
        this.events = events;
        this.listener = new Thread(this::listen, "redis-events-" + link.server());
        listener.setDaemon(true);
    }

    /**
     * Broadcast tracking, redirected to the very connection that asks for it: so its loss cannot go unnoticed. A RESP2 connection
     * may do that since Redis 6.
     */
    static Subscription tracking(RedisLink link, TokenEvents events) throws IOException {
        String self = ServerFacts.of(link).clientId();
        link.call(Command.CLIENT, "TRACKING", "ON", "REDIRECT", self, "BCAST", "PREFIX", TokenValues.PREFIX);
        return subscribe(link, events, Command.SUBSCRIBE, INVALIDATE);
    }

    /** Keyspace notifications. */
    static Subscription keyspace(RedisLink link, TokenEvents events, int database) throws IOException {
        return subscribe(link, events, Command.PSUBSCRIBE, "__keyspace@" + database + "__:" + TokenValues.PREFIX + "*");
    }

    /** Keyspace notifications of the other kind, which name the key in the message. */
    static Subscription keyevent(RedisLink link, TokenEvents events, int database) throws IOException {
        return subscribe(link, events, Command.SUBSCRIBE, "__keyevent@" + database + "__:hset");
    }

    /** Starts to listen; the link's answers belong to this object from now on. */
    void start(int timeoutMilliseconds) throws IOException {
        link.timeout(timeoutMilliseconds);
        listener.start();
    }

    /** Asks for a sign of life, which the listener hears. */
    void ping() throws IOException {
        link.send(Command.PING);
        link.flush();
    }

    @Override
    public void close() {
        closed = true;
        link.close();
    }

    private static Subscription subscribe(RedisLink link, TokenEvents events, Command command, String channel)
            throws IOException {
        link.callList(command, channel);
        return new Subscription(link, events);
    }

    private void listen() {
        try {
            while (!closed) {
                if (link.read() instanceof List<?> message) {
                    hear(message);
                }
            }
        } catch (IOException | RuntimeException e) {
            events.failed(e instanceof IOException known ? known : new IOException("an event could not be read", e));
        }
    }

    /** A message of tracking holds keys, or nothing after a flush; a notification holds the key or has it in its channel. */
    private void hear(List<?> message) {
        switch (RedisLink.text(message.get(0))) {
            case "message" -> {
                if (message.get(2) instanceof List<?> keys) {
                    keys.forEach(key -> changed((byte[]) key));
                } else if (message.get(2) instanceof byte[] key) {
                    changed(key);
                } else {
                    events.flushed();
                }
            }
            case "pmessage" -> {
                byte[] channel = (byte[]) message.get(2);
                String event = RedisLink.text(message.get(3));
                if (event.equals("hset") || event.equals("hmset")) {
                    int start = RedisLink.text(Arrays.copyOf(channel, 40)).indexOf(':') + 1;
                    changed(Arrays.copyOfRange(channel, start, channel.length));
                }
            }
            default -> {
                // Pongs and the confirmations of subscriptions.
            }
        }
    }

    private void changed(byte[] key) {
        if (Arrays.mismatch(key, PREFIX) == PREFIX.length) {
            events.changed(key);
        }
    }
}
