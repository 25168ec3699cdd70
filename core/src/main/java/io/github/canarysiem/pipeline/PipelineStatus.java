package io.github.canarysiem.pipeline;

import io.github.canarysiem.spi.Health;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A picture of a running pipeline. Counts are since its start, unless they say otherwise.
 *
 * @param at when the picture was taken
 * @param sources in the order of their registration
 * @param sinks in the order of their registration
 * @param journal the journal
 */
public record PipelineStatus(Instant at, List<SourceStatus> sources, List<SinkStatus> sinks, JournalStatus journal) {
    /**
     * One source.
     *
     * @param name its name in the configuration
     * @param health how it is
     * @param accepted incidents stored from it
     * @param lastAccepted when one was last stored; null if none was
     */
    public record SourceStatus(
            String name,
            Health health,
            long accepted,
            @Nullable Instant lastAccepted) {}

    /**
     * One sink.
     *
     * @param name its name in the configuration
     * @param health how it is
     * @param pending incidents in the journal that it has not settled
     * @param delivered incidents it has confirmed
     * @param retried answers that asked for another attempt
     * @param rejected incidents that went to the dead letters
     * @param lastDelivery when one was last confirmed; null if none was
     * @param lastError the latest reason for a retry or rejection; null if there was none
     */
    public record SinkStatus(
            String name,
            Health health,
            long pending,
            long delivered,
            long retried,
            long rejected,
            @Nullable Instant lastDelivery,
            @Nullable String lastError) {}

    /**
     * The journal.
     *
     * @param health whether it accepts incidents
     * @param incidents how many it holds, settled ones included
     * @param deadLetters how many incidents sinks have refused and nobody has replayed or purged
     * @param size bytes on disk
     * @param maximumSize bytes on disk at which intake refuses
     */
    public record JournalStatus(Health health, long incidents, long deadLetters, long size, long maximumSize) {}
}
