package io.github.canarysiem.source.redis;

import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.Protocol.Command;

/**
 * Notices that a database was emptied: by {@code FLUSHALL}, or because Redis came back without its data. The server announces a
 * flush of any of its databases, so the number of keys decides whether it was this one. Used by one thread.
 */
final class FlushWatch {
    private final NodeState state;
    private final News news;
    private final Baseline baseline;
    private final Clock clock;

    FlushWatch(NodeState state, News news, Baseline baseline, Clock clock) {
        this.state = state;
        this.news = news;
        this.baseline = baseline;
        this.clock = clock;
    }

    /** The server says that some database was emptied. Hits may have been written since. */
    void announced(RedisLink link) throws IOException, InterruptedException {
        Long population = population(link);
        judge(link, population, population == null || population <= state.population / 2);
    }

    /** A look before every full pass, for servers that announce nothing. */
    void check(RedisLink link) throws IOException, InterruptedException {
        Long population = population(link);
        judge(link, population, population != null && population == 0);
    }

    /** Now, by the server's clock. */
    static Instant serverTime(RedisLink link, Clock clock) throws IOException {
        try {
            List<?> time = link.callList(Command.TIME);
            return Instant.ofEpochSecond(
                    Long.parseLong(RedisLink.text(time.get(0))), Long.parseLong(RedisLink.text(time.get(1))) * 1_000);
        } catch (RedisRefusal e) {
            if (e.isPermission()) {
                return clock.instant();
            }
            throw e;
        }
    }

    private void judge(RedisLink link, @Nullable Long population, boolean empty)
            throws IOException, InterruptedException {
        if (empty && state.population > 0 && !baseline.isOpen()) {
            news.handIn(GapIncidents.flushed(link.server().toString(), serverTime(link, clock), clock.instant()));
        }
        state.population = population == null ? 1 : population;
    }

    /** How many keys the database holds; null if this user may not ask. */
    private static @Nullable Long population(RedisLink link) throws IOException {
        try {
            return link.call(Command.DBSIZE) instanceof Long number ? number : null;
        } catch (RedisRefusal e) {
            if (e.isPermission()) {
                return null;
            }
            throw e;
        }
    }
}
