package io.github.canarysiem.pipeline;

import java.time.Duration;

/**
 * How a sink is fed. A batch never waits to fill: what is there leaves at once.
 *
 * @param batchSize the most incidents a sink is handed at once
 * @param firstDelay the wait before the second attempt; it doubles with each further one, with jitter
 * @param longestDelay the longest such wait
 */
public record Delivery(int batchSize, Duration firstDelay, Duration longestDelay) {
    /** 500 incidents; 200 ms to 30 s. */
    public static Delivery defaults() {
        return new Delivery(500, Duration.ofMillis(200), Duration.ofSeconds(30));
    }
}
