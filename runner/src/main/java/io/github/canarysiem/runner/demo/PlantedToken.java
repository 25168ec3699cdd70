package io.github.canarysiem.runner.demo;

import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import redis.clients.jedis.Jedis;

/**
 * A token as a Canarytokens server keeps it, made from one that was captured from the real server. For a hit the server writes
 * the whole hash anew, with the whole history of hits as one JSON text in {@code triggered_list}. Not thread-safe.
 */
final class PlantedToken {
    private static final String HISTORY = "triggered_list";
    private static final String ENRICHMENT = "additional_info";
    private static final long MICROSECONDS = 1_000_000;
    /** As Python writes it. */
    private static final JsonMapper JSON =
            JsonMapper.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

    private final String key;
    private final Map<String, String> hash;
    private final List<ObjectNode> captured;
    private final ObjectNode history = JSON.createObjectNode();

    private PlantedToken(String key, Map<String, String> hash, List<ObjectNode> captured) {
        this.key = key;
        this.hash = hash;
        this.captured = captured;
    }

    /** Reads a captured token. */
    static PlantedToken of(String name) throws IOException {
        try (InputStream resource = PlantedToken.class.getResourceAsStream(name + ".json")) {
            if (resource == null) {
                throw new FileNotFoundException("the demonstration's token " + name + " is not in the jar");
            }
            JsonNode root = JSON.readTree(resource);
            Map<String, String> hash = new LinkedHashMap<>();
            root.get("hash")
                    .properties()
                    .forEach(field -> hash.put(field.getKey(), field.getValue().asText()));
            List<ObjectNode> captured = new ArrayList<>();
            JSON.readTree(hash.remove(HISTORY)).forEach(hit -> captured.add((ObjectNode) hit));
            return new PlantedToken(root.get("key").asText(), hash, captured);
        }
    }

    String id() {
        return String.valueOf(hash.get("canarytoken"));
    }

    /** Writes it without a hit, as when it was made. */
    void plant(Jedis redis, Instant now) {
        hash.put("timestamp", key(now));
        redis.hset(key, hash);
    }

    /**
     * Has it triggered.
     *
     * @param number which of the captured hits it is, counted around
     * @return what must appear in the log
     */
    Expected trigger(Jedis redis, int number, Instant now) {
        ObjectNode hit = captured.get(number % captured.size()).deepCopy();
        hit.remove(ENRICHMENT_LATER.contains(hash.get("type")) ? ENRICHMENT : "");
        String time = key(now);
        history.set(time, hit);
        return write(redis, time, 1);
    }

    /** Has the visitor's browser details arrive for the last hit. */
    Expected enrich(Jedis redis) {
        String time = lastKey();
        ObjectNode hit = (ObjectNode) history.remove(time);
        hit.set(ENRICHMENT, captured.get(0).get(ENRICHMENT));
        history.set(time, hit);
        return write(redis, time, 2);
    }

    private static final List<String> ENRICHMENT_LATER = List.of("slow_redirect");

    private Expected write(Jedis redis, String time, int revision) {
        hash.put(HISTORY, history.toString());
        long at = System.nanoTime();
        redis.hset(key, hash);
        return new Expected(id(), time, revision, at);
    }

    private String lastKey() {
        String last = "";
        for (Map.Entry<String, JsonNode> hit : history.properties()) {
            last = hit.getKey();
        }
        return last;
    }

    /** Unix seconds with six decimals. */
    private static String key(Instant time) {
        return String.format("%d.%06d", time.getEpochSecond(), time.getNano() * MICROSECONDS / 1_000_000_000L);
    }
}
