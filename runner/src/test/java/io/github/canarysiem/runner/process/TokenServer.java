package io.github.canarysiem.runner.process;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.StringJoiner;
import redis.clients.jedis.Jedis;

/**
 * Writes tokens and hits to Redis as a Canarytokens server does: for each hit the whole hash, with the whole history in {@code
 * triggered_list}. Not thread-safe.
 */
final class TokenServer implements AutoCloseable {
    private static final int KEPT = 50;

    private final Jedis redis;
    private final Map<String, Map<String, String>> histories = new LinkedHashMap<>();
    private long microseconds = Instant.now().getEpochSecond() * 1_000_000;

    TokenServer(Jedis redis) {
        this.redis = redis;
    }

    /** The token of this number: 25 characters. */
    static String token(int number) {
        return String.format("tok%022d", number);
    }

    void plant(int number) {
        redis.hset("canarydrop:" + token(number), hash(token(number)));
    }

    /** Triggers a token and returns the hit's name. */
    String trigger(int number, String agent) {
        return trigger(number, agent, "203.0.113.77");
    }

    /** Triggers a token from an address and returns the hit's name. */
    String trigger(int number, String agent, String address) {
        String token = token(number);
        microseconds += 1_001;
        String key = String.format("%d.%06d", microseconds / 1_000_000, microseconds % 1_000_000);
        Map<String, String> history = histories.computeIfAbsent(token, name -> new LinkedHashMap<>());
        history.put(key, """
                {"src_ip": "%2$s", "geo_info": {"ip": "%2$s", "city": "Cape Town", "country": "ZA"}, \
                "is_tor_relay": false, "input_channel": "HTTP", "useragent": "%1$s", "alert_status": "alertable", \
                "request_headers": {}, "request_args": {}}""".formatted(agent, address));
        while (history.size() > KEPT) {
            history.remove(history.keySet().iterator().next());
        }
        StringJoiner list = new StringJoiner(", ", "{", "}");
        history.forEach((time, hit) -> list.add("\"" + time + "\": " + hit));
        Map<String, String> hash = hash(token);
        hash.put("triggered_list", list.toString());
        redis.hset("canarydrop:" + token, hash);
        return key;
    }

    private static Map<String, String> hash(String token) {
        Map<String, String> hash = new LinkedHashMap<>();
        hash.put("memo", "memo of " + token);
        hash.put("type", "web");
        hash.put("canarytoken", token);
        hash.put("auth", "0123456789abcdef0123456789abcdef");
        hash.put("alert_webhook_enabled", "False");
        return hash;
    }

    @Override
    public void close() {
        redis.close();
    }
}
