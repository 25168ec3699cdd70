package io.github.canarysiem.runner.demo;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * A line that must appear in the log.
 *
 * @param token id of the token
 * @param key the hit's name in the server's history
 * @param revision 1 for a hit, 2 for its enrichment
 * @param written when Redis was told, by {@link System#nanoTime()}
 */
record Expected(String token, String key, int revision, long written) {
    boolean isMetBy(JsonNode canary) {
        return token.equals(canary.at("/token/id").asText())
                && key.equals(canary.at("/hit/key").asText())
                && revision == canary.path("revision").asInt();
    }
}
