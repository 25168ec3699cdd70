package io.github.canarysiem;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

/**
 * How the Canarytokens server filed a hit.
 *
 * @param key the name of the hit in {@code triggered_list}, as written; mostly Unix seconds, but the request can choose it
 *     (it may be {@code nan}, negative, or far in the future)
 * @param keyIsTime whether the key was credible enough to be {@link Incident#occurredAt()}
 * @param alertStatus the server's verdict, {@code alertable} or {@code ignored_ip}; null from servers before 2026
 */
public record Hit(
        String key,
        @JsonProperty("key_is_time") boolean keyIsTime,
        @Nullable String alertStatus) {}
