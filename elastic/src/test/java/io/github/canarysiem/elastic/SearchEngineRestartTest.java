package io.github.canarysiem.elastic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.canarysiem.Incident;
import io.github.canarysiem.elastic.testing.SearchEngine;
import io.github.canarysiem.spi.IncidentSink;
import io.github.canarysiem.spi.Outcome;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A node that is killed in the middle of a batch and comes back has every incident once. */
@Timeout(180)
class SearchEngineRestartTest {
    private static final int INCIDENTS = 5_000;
    private static final int BATCH = 250;

    @Test
    void aNodeThatIsKilledInTheMiddleOfABatchHasEveryIncidentOnce() throws Exception {
        SearchEngine node = SearchEngine.shared();
        String stream = TestStreams.next(node);
        AtomicInteger delivered = new AtomicInteger();
        AtomicInteger failures = new AtomicInteger();
        try (IncidentSink sink = Sinks.to(List.of(node.url()), Map.of("data-stream", stream))) {
            CompletableFuture<Void> sending = CompletableFuture.runAsync(() -> send(sink, delivered, failures));
            await().atMost(Duration.ofSeconds(30)).until(() -> delivered.get() >= INCIDENTS / 10);
            node.kill();
            node.start();
            node.call("POST", "/" + stream + "/_rollover", "");
            sending.get(120, TimeUnit.SECONDS);
        }
        assertThat(failures.get()).as("attempts that failed").isPositive();
        assertThat(node.ids(stream)).hasSize(INCIDENTS).doesNotHaveDuplicates();
    }

    /** As the pipeline does: what is not delivered is offered again. */
    private static void send(IncidentSink sink, AtomicInteger delivered, AtomicInteger failures) {
        Set<Incident> left = new LinkedHashSet<>(RecentIncidents.hits(0, INCIDENTS));
        try {
            while (!left.isEmpty()) {
                List<Incident> done = deliver(sink, left.stream().limit(BATCH).toList());
                delivered.addAndGet(done.size());
                done.forEach(left::remove);
                if (done.isEmpty()) {
                    failures.incrementAndGet();
                    TimeUnit.MILLISECONDS.sleep(100);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static List<Incident> deliver(IncidentSink sink, List<Incident> batch) throws InterruptedException {
        List<Incident> done = new ArrayList<>();
        try {
            List<Outcome> outcomes = sink.deliver(batch);
            for (int i = 0; i < batch.size(); i++) {
                if (outcomes.get(i) instanceof Outcome.Delivered) {
                    done.add(batch.get(i));
                }
            }
        } catch (IOException e) {
            return done;
        }
        return done;
    }
}
