package io.github.canarysiem.source.redis;

import io.github.canarysiem.spi.Health;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.Protocol.Command;

/**
 * How a server's changes are learnt.
 *
 * @param capture never {@link Capture#AUTO}
 * @param subscription where they are told; null when polling
 * @param certain false if the server may tell nothing, because nobody may ask it for its settings
 * @param reason what stands against the better ways; empty if this is the best
 */
record Listening(Capture capture, @Nullable Subscription subscription, boolean certain, String reason)
        implements AutoCloseable {
    private static final String NOTIFICATIONS = "notify-keyspace-events";

    /** Begins to listen in the way that the settings ask for. */
    static Listening begin(RedisLink data, Connections connections, RedisSettings settings, TokenEvents events)
            throws IOException {
        Capture wanted = settings.capture();
        if (wanted == Capture.POLLING) {
            return new Listening(Capture.POLLING, null, true, "");
        }
        RedisLink link = connections.open(data.server());
        try {
            return begin(link, data, settings, events);
        } catch (IOException | RuntimeException e) {
            link.close();
            throw e;
        }
    }

    private static Listening begin(RedisLink link, RedisLink data, RedisSettings settings, TokenEvents events)
            throws IOException {
        String reason = "";
        if (settings.capture() != Capture.KEYSPACE) {
            try {
                return new Listening(Capture.TRACKING, Subscription.tracking(link, events), true, "");
            } catch (RedisRefusal e) {
                if (settings.capture() == Capture.TRACKING) {
                    throw e;
                }
                reason = "tracking is refused (" + e.answer() + ")";
            }
        }
        try {
            return keyspace(link, data, settings, events, reason);
        } catch (RedisRefusal e) {
            if (settings.capture() == Capture.KEYSPACE) {
                throw e;
            }
            link.close();
            return new Listening(
                    Capture.POLLING, null, true, joined(reason, "so are notifications (" + e.answer() + ")"));
        }
    }

    private static Listening keyspace(
            RedisLink link, RedisLink data, RedisSettings settings, TokenEvents events, String reason)
            throws IOException {
        String flags = flags(data);
        boolean certain = flags != null;
        boolean hashes = flags == null || flags.contains("h") || flags.contains("A");
        if (hashes && (flags == null || flags.contains("K"))) {
            Subscription found = Subscription.keyspace(link, events, settings.database());
            return new Listening(Capture.KEYSPACE, found, certain, reason);
        }
        if (hashes && flags != null && flags.contains("E")) {
            Subscription found = Subscription.keyevent(link, events, settings.database());
            return new Listening(Capture.KEYSPACE, found, true, reason);
        }
        String off =
                NOTIFICATIONS + " of the server does not cover hashes; CONFIG SET " + NOTIFICATIONS + " Kh mends it";
        if (settings.capture() == Capture.KEYSPACE) {
            throw new IOException("Redis at " + data.server() + ": " + off);
        }
        link.close();
        return new Listening(Capture.POLLING, null, true, joined(reason, off));
    }

    /** The server's setting; null if this user may not ask for it. */
    private static @Nullable String flags(RedisLink data) throws IOException {
        try {
            List<?> reply = data.callList(Command.CONFIG, "GET", NOTIFICATIONS);
            return reply.size() < 2 ? "" : RedisLink.text(reply.get(1));
        } catch (RedisRefusal e) {
            return null;
        }
    }

    private static String joined(String first, String second) {
        return first.isEmpty() ? second : first + ", " + second;
    }

    /**
     * How this is, for operators.
     *
     * @param proven whether an event was heard, or nothing speaks against it
     */
    Health health(RedisSettings settings, boolean proven) {
        String because = reason.isEmpty() ? "" : " because " + reason;
        return switch (capture) {
            case AUTO, TRACKING -> Health.up("told of changes by client tracking");
            case KEYSPACE ->
                proven
                        ? Health.up("told of changes by keyspace notifications" + because)
                        : Health.degraded(
                                "polling every " + written(settings) + " until the first keyspace notification"
                                        + because + "; grant +config|get or the rights for tracking: ACL SETUSER NAME "
                                        + RedisSourceProvider.ACCESS_RULES);
            case POLLING ->
                Health.degraded("polling every " + written(settings) + because
                        + "; a hit that the server takes back in between is missed"
                        + (reason.contains("NOPERM")
                                ? "; enough for tracking is: ACL SETUSER NAME " + RedisSourceProvider.ACCESS_RULES
                                : ""));
        };
    }

    private static String written(RedisSettings settings) {
        return settings.pollInterval().toMillis() + " ms";
    }

    @Override
    public void close() {
        if (subscription != null) {
            subscription.close();
        }
    }
}
