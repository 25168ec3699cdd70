package io.github.canarysiem.source.redis;

import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import redis.clients.jedis.Protocol.Command;

/**
 * What a server says of itself. {@code HELLO} (since Redis 6) tells it to every user, whatever the ACL.
 *
 * @param version such as {@code 7.0.15}; {@code before 6} if it does not know HELLO
 * @param clientId number of the connection; empty before Redis 6
 * @param role {@code master} or {@code replica}; empty before Redis 6
 */
record ServerFacts(String version, String clientId, String role) {
    static ServerFacts of(RedisLink link) throws IOException {
        Map<String, String> facts = new HashMap<>();
        try {
            List<?> reply = link.callList(Command.HELLO);
            for (int i = 0; i + 1 < reply.size(); i += 2) {
                facts.put(RedisLink.text(reply.get(i)), RedisLink.text(reply.get(i + 1)));
            }
        } catch (RedisRefusal e) {
            if (!e.isUnknownCommand()) {
                throw e;
            }
        }
        return new ServerFacts(
                facts.getOrDefault("version", "before 6"),
                facts.getOrDefault("id", ""),
                facts.getOrDefault("role", ""));
    }
}
