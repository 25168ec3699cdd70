package io.github.canarysiem.runner.process;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

/** Sends one webhook each time it is run, waits for no answer, and never sends again: as a Canarytokens server does. */
final class WebhookLoad implements Runnable {
    private static final Duration SENDERS_PATIENCE = Duration.ofSeconds(2);
    private static final String BODY =
            "{\"channel\": \"HTTP\", \"token_type\": \"web\", \"src_ip\": \"203.0.113.77\", \"token\": \"w19x5c4ahbl8t4gw22a9v5rzc\","
                    + " \"time\": \"2026-11-21 19:10:37 (UTC)\", \"memo\": \"Fileserver\", \"manage_url\": \"http://ct.example.com/manage\","
                    + " \"additional_data\": {\"useragent\": \"MARK\", \"request_headers\": {\"Host\": \"ct.example.com\"}}}";

    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(SENDERS_PATIENCE)
            .build();
    private final URI address;
    private final AtomicInteger sent = new AtomicInteger();
    private final Queue<Future<?>> underWay = new ConcurrentLinkedQueue<>();
    private final Set<String> stored = ConcurrentHashMap.newKeySet();
    private final Queue<Long> times = new ConcurrentLinkedQueue<>();

    WebhookLoad(URI address) {
        this.address = address;
    }

    @Override
    public void run() {
        String mark = "load-" + sent.incrementAndGet();
        long begin = System.nanoTime();
        HttpRequest request = HttpRequest.newBuilder(address)
                .timeout(SENDERS_PATIENCE)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(BODY.replace("MARK", mark)))
                .build();
        underWay.add(client.sendAsync(request, HttpResponse.BodyHandlers.discarding())
                .thenAccept(answer -> {
                    if (answer.statusCode() == 200) {
                        stored.add(mark);
                        times.add(System.nanoTime() - begin);
                    }
                }));
    }

    int sent() {
        return sent.get();
    }

    /** Whether every request was answered or has failed. */
    boolean isDone() {
        return underWay.stream().allMatch(Future::isDone);
    }

    /** The marks of the bodies that were answered with 200. */
    Set<String> stored() {
        return stored;
    }

    /** Milliseconds to a 200, for this part of them. */
    long quantile(double part) {
        long[] sorted = times.stream().mapToLong(Long::longValue).sorted().toArray();
        return Duration.ofNanos(sorted[(int) (part * (sorted.length - 1))]).toMillis();
    }
}
