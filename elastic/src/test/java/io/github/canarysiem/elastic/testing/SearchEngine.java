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
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A real cluster of one node as a process of its own on a free port of the loopback, with its data in a folder. It can be killed
 * and started again on the same port and data. Ends with the JVM.
 */
public abstract sealed class SearchEngine implements AutoCloseable permits OpenSearchProcess, ElasticsearchProcess {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final Duration PAUSE = Duration.ofMillis(100);
    private static final JsonMapper MAPPER = JsonMapper.builder().build();
    private static @Nullable SearchEngine shared;

    private final HttpClient client = HttpClient.newHttpClient();
    private final int port = FreePort.find();
    private final Path folder;
    private @Nullable Process process;

    SearchEngine(Path folder) {
        this.folder = folder;
        Runtime.getRuntime().addShutdownHook(new Thread(this::kill));
    }

    /**
     * The one of this JVM: it is started for the first who asks, and never closed. Whoever kills it starts it again. It is an
     * Elasticsearch if the system property {@value ElasticsearchProcess#HOME} says where one is, else an OpenSearch.
     */
    public static synchronized SearchEngine shared() throws IOException, InterruptedException {
        SearchEngine running = shared;
        if (running == null) {
            Path parent = Files.createDirectories(Path.of("target", "search-engine"));
            Path folder = Files.createTempDirectory(parent.toAbsolutePath(), "node");
            running = ElasticsearchProcess.home().isPresent()
                    ? ElasticsearchProcess.start(folder)
                    : OpenSearchProcess.startShortLived(folder);
            shared = running;
        }
        return running;
    }

    /** The program, to be started as often as wanted. */
    abstract ProcessBuilder program(Path folder, int port) throws IOException;

    /** Starts it, or starts it again, and waits until it answers. */
    public synchronized void start() throws IOException, InterruptedException {
        Path log = folder.resolve("node.log");
        Process started = program(folder, port)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .start();
        process = started;
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!answers()) {
            if (!started.isAlive() || System.nanoTime() > end) {
                kill();
                throw new IOException("the search engine did not start: " + log);
            }
            Thread.sleep(PAUSE.toMillis());
        }
    }

    /** Ends it at once, as {@code kill -9} does, with all that it started. */
    public synchronized void kill() {
        Process running = process;
        if (running != null) {
            List<ProcessHandle> all = Stream.concat(running.descendants(), Stream.of(running.toHandle()))
                    .toList();
            all.forEach(ProcessHandle::destroyForcibly);
            all.forEach(each -> each.onExit().join());
        }
    }

    @Override
    public void close() {
        kill();
    }

    /** Where it is. */
    public URI url() {
        return node();
    }

    /** What it is asked with, if it wants to know who asks. */
    Optional<String> authorization() {
        return Optional.empty();
    }

    /** The process itself. */
    final URI node() {
        return URI.create("http://127.0.0.1:" + port);
    }

    /** Whether it is Elasticsearch, and not OpenSearch. */
    public final boolean isElasticsearch() {
        return this instanceof ElasticsearchProcess;
    }

    /**
     * Whether it has all that its makers ship. If not, it has no {@code match_only_text} and {@code wildcard}, no lifecycle policies,
     * and does not tell which template made a data stream.
     */
    public boolean isComplete() {
        return true;
    }

    /**
     * Asks it, with a body of JSON or none.
     *
     * @throws IOException if it answers 400 or more
     */
    public final JsonNode call(String method, String path, String body) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url() + path))
                .header("Content-Type", "application/json")
                .method(method, HttpRequest.BodyPublishers.ofString(body));
        authorization().ifPresent(given -> request.header("Authorization", given));
        HttpResponse<String> response = client.send(request.build(), HttpResponse.BodyHandlers.ofString());
        if (response.statusCode() >= 400) {
            throw new IOException(method + " " + path + ": " + response.body());
        }
        return MAPPER.readTree(response.body());
    }

    /** The {@code _id} of every document of a data stream or index, at most 10,000, in the order of arrival if it has one shard. */
    public final List<String> ids(String target) throws IOException, InterruptedException {
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
