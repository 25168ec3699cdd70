package io.github.canarysiem.source.webhook;

import static org.awaitility.Awaitility.await;

import io.github.canarysiem.Incident;
import io.github.canarysiem.spi.IncidentSource;
import io.github.canarysiem.spi.Settings;
import io.github.canarysiem.testing.FreePort;
import io.github.canarysiem.testing.SourceContract;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.channels.ServerSocketChannel;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;

/**
 * What every source promises. Upstream is a sender that tries again until it hears 200, which the real one does not; it is gone when
 * the listening socket is closed and another program has the port.
 */
class WebhookSourceContractTest extends SourceContract implements SourceContract.Secretive {
    private static final String SECRET = "contract-secret-0123456789";

    private final int port = FreePort.find();
    private final Queue<ServerSocketChannel> sockets = new ConcurrentLinkedQueue<>();
    private final ExecutorService sender = Executors.newSingleThreadExecutor();
    private final HttpClient client = HttpClient.newHttpClient();
    private @Nullable ServerSocket intruder;

    @AfterEach
    void closeUpstream() throws Exception {
        sender.shutdownNow();
        sender.awaitTermination(5, TimeUnit.SECONDS);
        mendUpstream();
    }

    @Override
    protected IncidentSource source() {
        WebhookSettings settings = WebhookSettings.read(
                Settings.of("sources.hooks", Map.of("listen", "127.0.0.1:" + port, "secret", SECRET)));
        return new WebhookSource(
                settings,
                Clock.systemUTC(),
                address -> {
                    ServerSocketChannel opened = ListeningSocket.open(address);
                    sockets.add(opened);
                    return opened;
                },
                WebhookSource.MEMORY);
    }

    @Override
    protected void emit(List<String> marks) {
        marks.forEach(mark -> sender.execute(() -> sendUntilStored(Bodies.marked(mark))));
    }

    @Override
    protected String mark(Incident incident) {
        return Bodies.mark(incident);
    }

    @Override
    protected void breakUpstream() throws Exception {
        for (ServerSocketChannel each : sockets) {
            each.close();
        }
        await().ignoreExceptions().until(() -> {
            intruder = new ServerSocket(port, 1, InetAddress.getLoopbackAddress());
            return true;
        });
    }

    @Override
    protected void mendUpstream() throws Exception {
        if (intruder != null) {
            intruder.close();
        }
    }

    @Override
    public List<String> secrets() {
        return List.of(SECRET);
    }

    private void sendUntilStored(String body) {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/hook/" + SECRET))
                .header("Content-Type", "application/json")
                .timeout(Duration.ofSeconds(2))
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        try {
            while (!isStored(request)) {
                Thread.sleep(20);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean isStored(HttpRequest request) throws InterruptedException {
        try {
            return client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException e) {
            return false;
        }
    }
}
