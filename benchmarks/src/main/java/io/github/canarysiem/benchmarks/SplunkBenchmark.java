package io.github.canarysiem.benchmarks;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.sun.net.httpserver.HttpServer;
import io.github.canarysiem.Incident;
import io.github.canarysiem.spi.IncidentSink;
import io.github.canarysiem.spi.Outcome;
import io.github.canarysiem.spi.Settings;
import io.github.canarysiem.splunk.SplunkHecProvider;
import io.github.canarysiem.splunk.testing.SplunkServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Incidents a second into a double of Splunk on loopback, compressed and acknowledged, and how long one takes after silence.
 * Baseline: a bare keep-alive client that posts the very bytes that the sink posted before, and asks as often for acknowledgements.
 */
final class SplunkBenchmark implements Main.Benchmark {
    private static final int COUNT = 80_000;
    private static final int BATCH = 500;
    private static final int SINGLES = 50;
    private static final int ROUNDS = 7;
    private static final int WARM_UPS = 3;
    private static final byte[] SUCCESS = "{\"text\":\"Success\",\"code\":0}".getBytes(StandardCharsets.US_ASCII);
    private static final String CHANNEL = "11111111-2222-4333-8444-555555555555";

    @Override
    public void run(Report report) throws Exception {
        List<Incident> incidents =
                IntStream.range(0, COUNT).mapToObj(Samples::incident).toList();
        List<List<byte[]>> prepared = recorded(incidents);
        try (SplunkDouble splunk = SplunkDouble.start()) {
            double[] bare = new double[ROUNDS];
            double[] sink = new double[ROUNDS];
            for (int round = -WARM_UPS; round < ROUNDS; round++) {
                double floor = bare(splunk, prepared);
                double ours = sink(splunk, incidents);
                if (round >= 0) {
                    bare[round] = floor;
                    sink[round] = ours;
                }
            }
            report.compare(
                    "splunk-hec, acknowledged",
                    Samples.percentile(sink, 50),
                    Samples.percentile(bare, 50),
                    "incidents/s");
        }
        double[] times = singles(incidents);
        report.note("one incident after a second of silence, p50", Samples.percentile(times, 50), "ms");
        report.note("one incident after a second of silence, p99", Samples.percentile(times, 99), "ms");
        report.note("peak memory of the command, 10,000 hits at once", memory(), "MiB");
    }

    private static double memory() throws Exception {
        try (SplunkServer splunk = SplunkServer.start()) {
            return CommandMemory.with(
                    "splunk: { type: splunk-hec, url: \"" + splunk.url() + "\", token: \"" + SplunkServer.TOKEN
                            + "\" }",
                    () -> (long) splunk.count());
        }
    }

    private static double sink(SplunkDouble splunk, List<Incident> incidents) throws Exception {
        try (IncidentSink sink = made(splunk.renew(), true)) {
            long start = System.nanoTime();
            for (int i = 0; i < COUNT; i += BATCH) {
                List<Incident> batch = incidents.subList(i, i + BATCH);
                while (!sink.deliver(batch).stream().allMatch(Outcome.delivered()::equals)) {
                    Thread.onSpinWait();
                }
            }
            return rate(start, splunk);
        }
    }

    private static double[] singles(List<Incident> incidents) throws Exception {
        double[] times = new double[SINGLES];
        try (SplunkServer splunk = SplunkServer.start();
                IncidentSink sink = made(splunk.url(), false)) {
            sink.deliver(incidents.subList(0, 1));
            for (int i = 0; i < SINGLES; i++) {
                TimeUnit.SECONDS.sleep(1);
                long start = System.nanoTime();
                sink.deliver(incidents.subList(i, i + 1));
                times[i] = (System.nanoTime() - start) / 1e6;
            }
        }
        return times;
    }

    private static double bare(SplunkDouble splunk, List<List<byte[]>> prepared) throws Exception {
        HttpClient client =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
        JsonMapper mapper = new JsonMapper();
        URI url = splunk.renew();
        long start = System.nanoTime();
        for (List<byte[]> batch : prepared) {
            List<String> numbers = new ArrayList<>();
            for (byte[] body : batch) {
                String answer = post(client, url + "/services/collector/event", body, "gzip");
                numbers.add(mapper.readTree(answer).path("ackId").asText());
            }
            byte[] question = ("{\"acks\":[" + String.join(",", numbers) + "]}").getBytes(StandardCharsets.US_ASCII);
            post(client, url + "/services/collector/ack?channel=" + CHANNEL, question, null);
        }
        return rate(start, splunk);
    }

    private static String post(HttpClient client, String url, byte[] body, @Nullable String encoding)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url))
                .header("Authorization", "Splunk " + SplunkServer.TOKEN)
                .header("X-Splunk-Request-Channel", CHANNEL)
                .POST(HttpRequest.BodyPublishers.ofByteArray(body));
        if (encoding != null) {
            request.header("Content-Encoding", encoding);
        }
        return client.send(request.build(), HttpResponse.BodyHandlers.ofString())
                .body();
    }

    private static double rate(long start, SplunkDouble splunk) throws IOException {
        double seconds = (System.nanoTime() - start) / 1e9;
        int stored = splunk.count();
        if (stored != COUNT) {
            throw new IllegalStateException("stored were " + stored);
        }
        return COUNT / seconds;
    }

    private static IncidentSink made(URI url, boolean acknowledged) {
        return new SplunkHecProvider()
                .create(Settings.of(
                        "splunk", Map.of("url", url.toString(), "token", SplunkServer.TOKEN, "ack", acknowledged)));
    }

    /** The bodies that the sink sends for each batch of them, compressed. */
    private static List<List<byte[]>> recorded(List<Incident> incidents) throws Exception {
        List<List<byte[]>> bodies = new ArrayList<>();
        // Java reads it when its first server starts, and that is this one: else each of its answers waits 40 ms.
        System.setProperty("sun.net.httpserver.nodelay", "true");
        HttpServer recorder = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        recorder.createContext("/", exchange -> {
            bodies.get(bodies.size() - 1).add(exchange.getRequestBody().readAllBytes());
            exchange.sendResponseHeaders(200, SUCCESS.length);
            exchange.getResponseBody().write(SUCCESS);
            exchange.close();
        });
        recorder.start();
        URI url = URI.create("http://127.0.0.1:" + recorder.getAddress().getPort());
        try (IncidentSink sink = made(url, false)) {
            for (int i = 0; i < COUNT; i += BATCH) {
                bodies.add(new ArrayList<>());
                sink.deliver(incidents.subList(i, i + BATCH));
            }
        } finally {
            recorder.stop(0);
        }
        return bodies;
    }
}
