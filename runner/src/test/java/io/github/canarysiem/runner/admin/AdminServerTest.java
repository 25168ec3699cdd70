package io.github.canarysiem.runner.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.canarysiem.pipeline.PipelineStatus;
import io.github.canarysiem.pipeline.PipelineStatus.JournalStatus;
import io.github.canarysiem.pipeline.PipelineStatus.SinkStatus;
import io.github.canarysiem.pipeline.PipelineStatus.SourceStatus;
import io.github.canarysiem.spi.Health;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class AdminServerTest {
    private static final Instant NOW = Instant.parse("2026-11-21T20:00:00.123Z");
    private static final Health UP = Health.up("well");

    private volatile PipelineStatus status = status(UP, UP, UP);
    private volatile boolean failing;
    private AdminServer server;

    @BeforeEach
    void listen() throws IOException {
        server = new AdminServer(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), this::status, () -> "canary_siem_up 1.0\n");
    }

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void allIsWellWhileEverythingWorks() throws IOException {
        assertThat(get("/health")).startsWith("HTTP/1.1 200").endsWith("{\"status\":\"up\",\"reasons\":[]}\n");
        assertThat(get("/ready"))
                .startsWith("HTTP/1.1 200")
                .endsWith("{\"status\":\"ready\",\"reasons\":[],\"notes\":[]}\n");
    }

    @Test
    void aSourceThatDoesNotWorkMakesItUnready() throws IOException {
        for (Health broken : List.of(Health.down("no Redis"), Health.starting("not yet"))) {
            status = status(broken, UP, UP);
            assertThat(get("/ready"))
                    .startsWith("HTTP/1.1 503")
                    .contains("source tokens: " + broken.state().code() + ", " + broken.detail());
            assertThat(get("/health")).startsWith("HTTP/1.1 200");
        }
        status = status(Health.degraded("polls"), UP, UP);
        assertThat(get("/ready")).startsWith("HTTP/1.1 200");
    }

    @Test
    void aSinkThatDoesNotWorkIsToldAndLeavesItReady() throws IOException {
        status = status(UP, Health.down("503 from there"), UP);
        assertThat(get("/ready")).startsWith("HTTP/1.1 200").contains("sink agent: down, 503 from there; 3 waiting");
    }

    @Test
    void aJournalThatRefusesMakesItUnhealthyAndUnready() throws IOException {
        status = status(UP, UP, Health.down("the disk is full"));
        assertThat(get("/health")).startsWith("HTTP/1.1 503").contains("journal: down, the disk is full");
        assertThat(get("/ready")).startsWith("HTTP/1.1 503").contains("journal: down, the disk is full");
    }

    @Test
    void theStatusComesBackAsItWas() throws IOException {
        status = status(Health.degraded("polls\u001b[31m"), Health.down("x"), UP);
        PipelineStatus read = AdminClient.status(server.address()).orElseThrow();
        assertThat(read).isEqualTo(status(Health.degraded("polls\\u001b[31m"), Health.down("x"), UP));
        assertThat(AdminClient.status(new InetSocketAddress(InetAddress.getLoopbackAddress(), 1)))
                .isEmpty();
    }

    @Test
    void metricsAreGivenAsPrometheusReadsThem() throws IOException {
        assertThat(get("/metrics"))
                .startsWith("HTTP/1.1 200")
                .containsIgnoringCase("content-type: text/plain; version=0.0.4")
                .endsWith("canary_siem_up 1.0\n");
    }

    @Test
    void everyAnswerKeepsBrowsersFromDoingAnythingWithIt() throws IOException {
        for (String path : List.of("/health", "/ready", "/metrics", "/status", "/", "/nothing")) {
            assertThat(get(path).toLowerCase(java.util.Locale.ROOT))
                    .contains("x-content-type-options: nosniff")
                    .contains("cache-control: no-store")
                    .contains("content-security-policy: default-src 'none'")
                    .doesNotContain("access-control");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/healthy", "/health/", "/status/../metrics", "/%2e%2e/etc/passwd", "/METRICS"})
    void otherPathsAreNotThere(String path) throws IOException {
        assertThat(get(path)).startsWith("HTTP/1.1 404");
    }

    @ParameterizedTest
    @ValueSource(strings = {"POST", "PUT", "DELETE", "OPTIONS", "TRACE", "PATCH", "get"})
    void otherMethodsAreNotAllowed(String method) throws IOException {
        assertThat(ask(method + " /status HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"))
                .startsWith("HTTP/1.1 405")
                .contains("Allow: GET, HEAD")
                .doesNotContain("tokens");
    }

    @Test
    void headAnswersWithoutABody() throws IOException {
        assertThat(ask("HEAD /status HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"))
                .startsWith("HTTP/1.1 200")
                .endsWith("\r\n\r\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"evil.example", "evil.example:9464", "127.0.0.1.evil.example", "localhost.evil.example", ""})
    void aNameThatIsNotThisMachinesIsRefused(String host) throws IOException {
        assertThat(ask("GET /status HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n"))
                .startsWith("HTTP/1.1 421")
                .doesNotContain("tokens");
    }

    @ParameterizedTest
    @ValueSource(strings = {"localhost", "LOCALHOST:9464", "127.0.0.1:1", "127.9.9.9", "[::1]:9464"})
    void thisMachinesNamesAreAnswered(String host) throws IOException {
        assertThat(ask("GET /status HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n"))
                .startsWith("HTTP/1.1 200");
    }

    @Test
    void anAddressForOthersIsAskedForByAnyName() {
        HostCheck check = new HostCheck(new InetSocketAddress(InetAddress.getLoopbackAddress(), 1));
        assertThat(check.accepts("canary.example")).isFalse();
        assertThat(new HostCheck(new InetSocketAddress("0.0.0.0", 1)).accepts("canary.example"))
                .isTrue();
    }

    @Test
    void anInternalFaultShowsNoStackTrace() throws IOException {
        failing = true;
        assertThat(get("/status"))
                .startsWith("HTTP/1.1 500")
                .endsWith("{\"error\":\"see the log of canary-siem\"}\n")
                .doesNotContain("secret");
    }

    @Test
    void slowClientsDoNotKeepOthersOutForLong() throws IOException {
        List<Socket> slow = new ArrayList<>();
        try {
            for (int i = 0; i < 200; i++) {
                Socket socket = connect();
                socket.getOutputStream().write("GET /health HTT".getBytes(StandardCharsets.US_ASCII));
                slow.add(socket);
            }
            await().atMost(Duration.ofSeconds(40))
                    .ignoreExceptionsInstanceOf(IOException.class)
                    .untilAsserted(() -> assertThat(get("/health")).startsWith("HTTP/1.1 200"));
        } finally {
            for (Socket socket : slow) {
                socket.close();
            }
        }
    }

    private PipelineStatus status() {
        if (failing) {
            throw new IllegalStateException("secret");
        }
        return status;
    }

    private static PipelineStatus status(Health source, Health sink, Health journal) {
        return new PipelineStatus(
                NOW,
                List.of(new SourceStatus("tokens", source, 7, NOW)),
                List.of(new SinkStatus("agent", sink, 3, 4, 5, 6, null, "late")),
                new JournalStatus(journal, 8, 9, 10, 11));
    }

    private String get(String path) throws IOException {
        return ask("GET " + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
    }

    private String ask(String request) throws IOException {
        try (Socket socket = connect()) {
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            InputStream answer = socket.getInputStream();
            return new String(answer.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private Socket connect() throws IOException {
        Socket socket =
                new Socket(server.address().getAddress(), server.address().getPort());
        socket.setSoTimeout((int) Duration.ofSeconds(50).toMillis());
        return socket;
    }
}
