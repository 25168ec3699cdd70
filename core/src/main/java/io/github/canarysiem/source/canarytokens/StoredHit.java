package io.github.canarysiem.source.canarytokens;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * One entry of {@code triggered_list}.
 *
 * @param key its name, as written
 * @param content mostly an object; numbers are text nodes that hold the literal, so that nothing is rounded
 */
public record StoredHit(String key, JsonNode content) {}
