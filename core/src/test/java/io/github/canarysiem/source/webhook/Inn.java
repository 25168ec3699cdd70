package io.github.canarysiem.source.webhook;

import static org.awaitility.Awaitility.await;

import io.github.canarysiem.spi.Health;
import io.github.canarysiem.spi.Intake;
import io.github.canarysiem.spi.Settings;
import io.github.canarysiem.testing.RecordingIntake;
import io.github.canarysiem.testing.RunningSource;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.channels.ServerSocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/** A running source with an intake in memory, and raw sockets to it. */
final class Inn implements AutoCloseable {
    static final String SECRET = "a-good-secret-0123456789";
    /** Less than what is usual, so that less is enough to fill it. */
    private static final long MEMORY = 1 << 20;

    static final Duration PATIENCE = Duration.ofSeconds(20);

    final RecordingIntake intake;
    final int port;
    private final RunningSource running;

    private Inn(RecordingIntake intake, int port, RunningSource running) {
        this.intake = intake;
        this.port = port;
        this.running = running;
    }

    /** Settings with which one can be run: any free port, the usual secret. */
    static WebhookSettings settings(Map<String, ?> further) {
        Map<String, Object> values = new HashMap<>(Map.of("listen", "127.0.0.1:0", "secret", SECRET));
        values.putAll(further);
        Settings settings = Settings.of("sources.hooks", values);
        WebhookSettings read = WebhookSettings.read(settings);
        settings.check();
        return read;
    }

    static Inn open(Map<String, ?> further) {
        return open(settings(further), new RecordingIntake());
    }

    static Inn open(WebhookSettings settings, RecordingIntake intake) {
        return open(settings, intake, intake);
    }

    /** With an intake that stands before the recording one. */
    static Inn open(WebhookSettings settings, RecordingIntake recording, Intake intake) {
        AtomicInteger port = new AtomicInteger();
        WebhookSource source = new WebhookSource(
                settings,
                Clock.systemUTC(),
                address -> {
                    ServerSocketChannel socket = ListeningSocket.open(address);
                    port.set(socket.socket().getLocalPort());
                    return socket;
                },
                MEMORY);
        RunningSource running = RunningSource.start(source, recording, intake);
        await().atMost(PATIENCE).until(() -> recording.health().state() == Health.State.UP);
        return new Inn(recording, port.get(), running);
    }

    /** A connection whose reads give up after a while. */
    Socket connect() throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setSoTimeout((int) PATIENCE.toMillis());
        return socket;
    }

    /** The whole answer to what is sent raw on a connection of its own, up to the end of the connection. */
    String exchange(String request) throws IOException {
        try (Socket socket = connect()) {
            try {
                send(socket, request);
            } catch (SocketException e) {
                // It was cut before it had sent all; there may be an answer.
            }
            return rest(socket);
        }
    }

    /** A good request that ends its connection. */
    String post(String body) throws IOException {
        return exchange(request(body));
    }

    /** A good request. */
    static String request(String body, String... headers) {
        int length = body.getBytes(StandardCharsets.UTF_8).length;
        String further = headers.length == 0 ? "" : String.join("\r\n", headers) + "\r\n";
        return head() + "Content-Type: application/json\r\nConnection: close\r\n" + further + "Content-Length: "
                + length + "\r\n\r\n" + body;
    }

    /** The first two lines of a good request. */
    static String head() {
        return "POST /hook/" + SECRET + " HTTP/1.1\r\nHost: hooks.example\r\n";
    }

    static void send(Socket socket, String text) throws IOException {
        OutputStream out = socket.getOutputStream();
        out.write(text.getBytes(StandardCharsets.UTF_8));
        out.flush();
    }

    /** Everything up to the end of the connection, however it ends. */
    static String rest(Socket socket) throws IOException {
        StringBuilder text = new StringBuilder();
        InputStream in = socket.getInputStream();
        try {
            for (int next = in.read(); next >= 0; next = in.read()) {
                text.append((char) next);
            }
        } catch (SocketException e) {
            text.append("[reset]");
        }
        return text.toString();
    }

    /** Whether it ends within so long. */
    boolean stop(Duration most) throws InterruptedException {
        return running.stop(most);
    }

    @Override
    public void close() {
        running.close();
    }
}
