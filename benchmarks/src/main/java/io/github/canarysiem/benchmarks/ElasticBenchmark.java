package io.github.canarysiem.benchmarks;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.canarysiem.Incident;
import io.github.canarysiem.elastic.ElasticProvider;
import io.github.canarysiem.elastic.ecs.EcsFormat;
import io.github.canarysiem.elastic.testing.OpenSearchProcess;
import io.github.canarysiem.spi.IncidentSink;
import io.github.canarysiem.spi.Outcome;
import io.github.canarysiem.spi.Settings;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.apache.hc.core5.http.HttpHost;
import org.opensearch.client.json.jackson.JacksonJsonpMapper;
import org.opensearch.client.opensearch.OpenSearchClient;
import org.opensearch.client.opensearch._helpers.bulk.BulkIngester;
import org.opensearch.client.transport.OpenSearchTransport;
import org.opensearch.client.transport.httpclient5.ApacheHttpClient5TransportBuilder;

/**
 * Incidents a second into a real OpenSearch on the same machine, and how long one takes after silence. Baselines: a bare client that
 * posts the same requests, written before, and the bulk ingester of OpenSearch's own client, for which the same documents are made
 * one by one. Nothing is compressed, as the ingester does not.
 */
final class ElasticBenchmark implements Main.Benchmark {
    private static final int COUNT = 15_000;
    private static final int BATCH = 500;
    private static final int ROUNDS = 4;
    private static final EcsFormat FORMAT = new EcsFormat();
    private static final int SINGLES = 100;

    /** A way to bring all incidents into an index. */
    private interface Way {
        void into(String index) throws Exception;
    }

    @Override
    public void run(Report report) throws Exception {
        List<Incident> incidents = incidents();
        List<byte[]> requests = requests(incidents);
        Path folder = Files.createTempDirectory("elastic-benchmark");
        try (OpenSearchProcess node = OpenSearchProcess.start(folder, "-Xms1g", "-Xmx1g")) {
            Way bare = index -> bare(node.url(), requests, index);
            Way ingester = index -> ingester(node.url(), incidents, index);
            double[][] rates = new double[ROUNDS][];
            for (int round = 0; round < ROUNDS; round++) {
                rates[round] = new double[] {
                    rate(node, "bare-" + round, bare),
                    rate(node, "ingester-" + round, ingester),
                    sink(node, "sink-" + round)
                };
            }
            double ours = median(rates, 2);
            report.compare("elastic, beside a bare client", ours, median(rates, 0), "incidents/s");
            report.compare("elastic, beside the client's ingester", ours, median(rates, 1), "incidents/s");
            double[] times = singles(node.url());
            report.note("one incident after a second of silence, p50", Samples.percentile(times, 50), "ms");
            report.note("one incident after a second of silence, p99", Samples.percentile(times, 99), "ms");
            report.note("peak memory of the command, 10,000 hits at once", memory(node), "MiB");
        } finally {
            Folders.delete(folder);
        }
    }

    /** Of all rounds but the first, which warms everything. */
    private static double median(double[][] rates, int way) {
        double[] column = new double[ROUNDS - 1];
        for (int round = 1; round < ROUNDS; round++) {
            column[round - 1] = rates[round][way];
        }
        return Samples.percentile(column, 50);
    }

    private static double rate(OpenSearchProcess node, String index, Way way) throws Exception {
        create(node, index);
        long start = System.nanoTime();
        way.into(index);
        double seconds = (System.nanoTime() - start) / 1e9;
        verify(node, index);
        return COUNT / seconds;
    }

    /** Incidents that happen while the sink is open: of older ones it would first ask whether they are stored. */
    private static double sink(OpenSearchProcess node, String index) throws Exception {
        create(node, index);
        try (IncidentSink sink = made(node.url(), index)) {
            List<Incident> incidents = incidents();
            long start = System.nanoTime();
            for (int i = 0; i < COUNT; i += BATCH) {
                List<Outcome> outcomes = sink.deliver(incidents.subList(i, i + BATCH));
                if (!outcomes.stream().allMatch(Outcome.delivered()::equals)) {
                    throw new IllegalStateException("not all was delivered: " + outcomes);
                }
            }
            double seconds = (System.nanoTime() - start) / 1e9;
            verify(node, index);
            return COUNT / seconds;
        }
    }

    private static double memory(OpenSearchProcess node) throws Exception {
        create(node, "memory");
        return CommandMemory.with(
                "search: { type: elastic, url: \"" + node.url() + "\", index: memory }", () -> stored(node, "memory"));
    }

    private static long stored(OpenSearchProcess node, String index) throws Exception {
        node.call("POST", "/" + index + "/_refresh", "");
        return node.call("GET", "/" + index + "/_count", "").path("count").asLong();
    }

    private static void create(OpenSearchProcess node, String index) throws Exception {
        node.call("PUT", "/" + index, "{\"settings\":{\"number_of_shards\":1,\"number_of_replicas\":0}}");
    }

    private static void verify(OpenSearchProcess node, String index) throws Exception {
        if (stored(node, index) != COUNT) {
            throw new IllegalStateException("stored were " + stored(node, index));
        }
    }

    private static void bare(URI url, List<byte[]> requests, String index) throws Exception {
        HttpClient client =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
        for (byte[] request : requests) {
            HttpResponse<String> response = client.send(
                    HttpRequest.newBuilder(URI.create(url + "/" + index + "/_bulk?filter_path=errors"))
                            .header("Content-Type", "application/x-ndjson")
                            .POST(HttpRequest.BodyPublishers.ofByteArray(request))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
            if (!response.body().equals("{\"errors\":false}")) {
                throw new IllegalStateException(response.body());
            }
        }
    }

    private static void ingester(URI url, List<Incident> incidents, String index) throws Exception {
        try (OpenSearchTransport transport = ApacheHttpClient5TransportBuilder.builder(
                                new HttpHost("http", url.getHost(), url.getPort()))
                        .setMapper(new JacksonJsonpMapper())
                        .build();
                BulkIngester<Void> ingester = BulkIngester.of(options -> options.client(new OpenSearchClient(transport))
                        .maxOperations(BATCH)
                        .globalSettings(every -> every.index(index)))) {
            for (Incident incident : incidents) {
                String id = name(incident);
                ObjectNode document = FORMAT.document(incident);
                ingester.add(
                        operation -> operation.create(create -> create.id(id).document(document)));
            }
        }
    }

    private static double[] singles(URI url) throws Exception {
        double[] times = new double[SINGLES];
        try (IncidentSink sink = made(url, "singles")) {
            sink.deliver(List.of(Samples.incident(SINGLES, Instant.now())));
            for (int i = 0; i < SINGLES; i++) {
                TimeUnit.SECONDS.sleep(1);
                List<Incident> one = List.of(Samples.incident(i, Instant.now()));
                long start = System.nanoTime();
                sink.deliver(one);
                times[i] = (System.nanoTime() - start) / 1e6;
            }
        }
        return times;
    }

    private static List<Incident> incidents() {
        Instant now = Instant.now();
        return IntStream.range(0, COUNT)
                .mapToObj(number -> Samples.incident(number, now))
                .toList();
    }

    private static IncidentSink made(URI url, String index) {
        return new ElasticProvider()
                .create(Settings.of("search", Map.of("url", url.toString(), "index", index, "gzip", false)));
    }

    private static String name(Incident incident) {
        return incident.id() + "-" + incident.revision();
    }

    private static List<byte[]> requests(List<Incident> incidents) {
        List<byte[]> requests = new ArrayList<>();
        for (int i = 0; i < COUNT; i += BATCH) {
            StringBuilder lines = new StringBuilder();
            for (Incident incident : incidents.subList(i, i + BATCH)) {
                lines.append("{\"create\":{\"_id\":\"").append(name(incident)).append("\"}}\n");
                lines.append(FORMAT.document(incident)).append('\n');
            }
            requests.add(lines.toString().getBytes(StandardCharsets.UTF_8));
        }
        return requests;
    }
}
