package io.github.canarysiem.splunk;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

/**
 * Makes the requests of a batch: the next one while another is under way, because writing and compressing takes about as long as
 * Splunk takes to read it. Used by one thread; between {@link #makeAhead} and {@link #settle} nobody else touches the batch.
 */
final class HecRequests {
    private final HecBatch batch;
    private final HecChannel channel;
    private final SplunkHecSettings settings;
    private final Executor maker;
    private List<Integer> aheadFor = List.of();
    private CompletableFuture<HecRequest> ahead = CompletableFuture.failedFuture(new IllegalStateException("none yet"));

    HecRequests(HecBatch batch, HecChannel channel, SplunkHecSettings settings, Executor maker) {
        this.batch = batch;
        this.channel = channel;
        this.settings = settings;
        this.maker = maker;
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
            ahead = CompletableFuture.supplyAsync(() -> make(places, most), maker);
        }
    }

    /** Waits until the batch may be touched again. */
    void settle() {
        if (!aheadFor.isEmpty()) {
            ahead.join();
        }
    }

    private HecRequest make(List<Integer> places, int most) {
        ByteArrayOutputStream objects = new ByteArrayOutputStream(settings.batchBytes());
        int count = 0;
        int length = 0;
        try (JsonGenerator json = HecEnvelope.generator(objects)) {
            while (count < places.size() && count < most) {
                int place = places.get(count);
                settings.envelope().write(batch.incident(place), batch.goesToDefaultIndex(place), json);
                json.flush();
                if (count > 0 && objects.size() > settings.batchBytes()) {
                    break;
                }
                length = objects.size();
                count++;
            }
        } catch (IOException e) {
            throw new UncheckedIOException("memory cannot be written", e);
        }
        byte[] fitting = Arrays.copyOf(objects.toByteArray(), length);
        return new HecRequest(places.subList(0, count), channel.request(fitting, settings.acknowledged()));
    }
}
