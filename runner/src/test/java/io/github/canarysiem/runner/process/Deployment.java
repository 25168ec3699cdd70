package io.github.canarysiem.runner.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.canarysiem.pipeline.PipelineStatus;
import io.github.canarysiem.runner.admin.AdminClient;
import io.github.canarysiem.spi.Health;
import io.github.canarysiem.testing.FreePort;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A folder with a configuration from Redis to an agent's log file.
 *
 * @param folder where everything lies
 * @param adminPort port of the admin server
 */
record Deployment(Path folder, int adminPort) {
    private static final JsonMapper JSON = new JsonMapper();

    /** Writes the configuration; {@code more} is added to it. */
    static Deployment in(Path folder, String redisUrl, String more) {
        Deployment deployment = new Deployment(folder, FreePort.find());
        deployment.write(redisUrl, "  agent: { type: wazuh-file, path: logs/incident.log }\n" + more);
        return deployment;
    }

    /** Writes the configuration anew. */
    void write(String redisUrl, String sinks) {
        writeConfiguration("type: redis, url: \"" + redisUrl + "\"", sinks);
    }

    /** Writes the configuration anew, from another source than Redis to the log alone. */
    void writeSource(String settings) {
        writeConfiguration(settings, "  agent: { type: wazuh-file, path: logs/incident.log }\n");
    }

    private void writeConfiguration(String source, String sinks) {
        try {
            Files.writeString(folder.resolve("canary-siem.yml"), """
                    state: ./state
                    admin: { listen: 127.0.0.1:%d }
                    sources:
                      tokens: { %s }
                    sinks:
                    %s""".formatted(adminPort, source, sinks));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Path log() {
        return folder.resolve("logs/incident.log");
    }

    /** Starts {@code run} and waits until its source works. */
    CommandProcess running() {
        CommandProcess run = CommandProcess.start(folder, "run");
        awaitSource(run, Health.State.UP);
        return run;
    }

    /** Has {@code run} start, and end well once its source works. */
    void runOnce() {
        try (CommandProcess run = running()) {
            assertThat(run.terminate().exitCode()).isZero();
        }
    }

    /** Waits until all sources are so. */
    void awaitSource(CommandProcess run, Health.State state) {
        await("source to be " + state).atMost(CommandProcess.PATIENCE).until(() -> {
            if (!run.isAlive()) {
                throw new AssertionError("the command has ended: " + run.err());
            }
            return status().filter(found -> found.sources().stream()
                            .allMatch(source -> source.health().state() == state))
                    .isPresent();
        });
    }

    Optional<PipelineStatus> status() {
        return AdminClient.status(new InetSocketAddress(InetAddress.getLoopbackAddress(), adminPort));
    }

    /** What the admin server answers, head and body. */
    String get(String path) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), adminPort)) {
            socket.setSoTimeout((int) CommandProcess.PATIENCE.toMillis());
            socket.getOutputStream()
                    .write(("GET " + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    /** The incidents on the complete lines of the log. */
    List<JsonNode> incidents() {
        if (!Files.exists(log())) {
            return List.of();
        }
        try {
            String text = Files.readString(log(), StandardCharsets.UTF_8);
            List<JsonNode> incidents = new ArrayList<>();
            for (String line :
                    text.substring(0, text.lastIndexOf('\n') + 1).lines().toList()) {
                incidents.add(JSON.readTree(line).path("canary"));
            }
            return incidents;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void awaitLines(int count) {
        await(count + " lines")
                .atMost(CommandProcess.PATIENCE)
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(20))
                .until(() -> incidents().size() >= count);
    }
}
