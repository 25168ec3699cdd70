package io.github.canarysiem.splunk;

import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * Makes the requests of a batch: the next one while another is under way, because writing and compressing takes about as long as
 * Splunk takes to read it. Used by one thread; between {@link #makeAhead} and {@link #settle} nobody else touches the batch.
 */
final class HecRequests {
    private final HecBatch batch;
    private final HecChannel channel;
    private final SplunkHecSettings settings;
    private List<Integer> aheadFor = List.of();
    private CompletableFuture<HecRequest> ahead = CompletableFuture.failedFuture(new IllegalStateException("none yet"));

    HecRequests(HecBatch batch, HecChannel channel, SplunkHecSettings settings) {
        this.batch = batch;
        this.channel = channel;
        this.settings = settings;
    }

    /** The request with as many of these places as it may hold. */
    HecRequest first(List<Integer> places) {
        return places.equals(aheadFor) ? ahead.join() : make(places, batch.most());
    }

    /** Begins to make the request that is next if all goes well. */
    void makeAhead(List<Integer> places) {
        aheadFor = places;
        if (!places.isEmpty()) {
            int most = batch.most();
            ahead = CompletableFuture.supplyAsync(() -> make(places, most));
        }
    }

    /** Waits until the batch may be touched again. */
    void settle() {
        if (!aheadFor.isEmpty()) {
            ahead.join();
        }
    }

    private HecRequest make(List<Integer> places, int most) {
        List<Integer> chosen = batch.beginning(places, most, settings.batchBytes());
        return new HecRequest(chosen, channel.request(batch.objects(chosen), settings.acknowledged()));
    }
}
