package io.github.canarysiem.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsParameters;
import com.sun.net.httpserver.HttpsServer;
import io.github.canarysiem.spi.Secret;
import io.github.canarysiem.spi.Settings;
import io.github.canarysiem.spi.TlsContext;
import io.github.canarysiem.testing.PemFiles;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What a far end can do to a sender, on real sockets. */
@Timeout(60)
class HttpSenderTest {
    private static final String SECRET = "Bearer very-secret";

    @TempDir
    private static Path folder;

    private final List<HttpServer> servers = new ArrayList<>();
    private final ExecutorService workers = Executors.newCachedThreadPool();
    private final CountDownLatch end = new CountDownLatch(1);

    @BeforeAll
    static void makeCertificates() throws Exception {
        PemFiles pems = PemFiles.in(folder);
        pems.issue("server", "san=ip:127.0.0.1");
        pems.issue("other", "san=dns:other.example");
        pems.issue("client", "san=dns:client.example");
    }

    @AfterEach
    void stop() {
        end.countDown();
        servers.forEach(server -> server.stop(0));
        workers.shutdownNow();
    }

    @Test
    void sendsCredentialsAndShowsThemNowhere() throws Exception {
        HttpServer server = plain(
                exchange -> answer(exchange, 200, exchange.getRequestHeaders().getFirst("Authorization")));
        HttpCall call = HttpCall.get("/x?y=1");

        assertThat(sender(server, Map.of()).send(call).body()).isEqualTo(SECRET);
        assertThat(call + " " + settings(server, Map.of())).doesNotContain("very-secret");
    }

    @Test
    void followsNoRedirect() throws Exception {
        HttpServer server = plain(exchange -> {
            exchange.getResponseHeaders().set("Location", "http://127.0.0.1:1/elsewhere");
            answer(exchange, 307, "");
        });
        assertThat(sender(server, Map.of()).send(HttpCall.get("/")).status()).isEqualTo(307);
    }

    @Test
    void cutsAnAnswerThatNeverEnds() throws Exception {
        HttpServer server = plain(exchange -> {
            exchange.sendResponseHeaders(200, 0);
            byte[] part = new byte[1 << 16];
            try (OutputStream out = exchange.getResponseBody()) {
                while (end.getCount() > 0) {
                    out.write(part);
                }
            }
        });
        HttpAnswer answer = sender(server, Map.of()).send(HttpCall.get("/"));

        assertThat(answer.whole()).isFalse();
        assertThat(answer.body()).hasSize(HttpSender.LONGEST_BODY);
    }

    @Test
    void waitsForADrippingAnswerNoLongerThanItsTimeOut() throws Exception {
        HttpServer server = plain(exchange -> {
            exchange.sendResponseHeaders(200, 0);
            try (OutputStream out = exchange.getResponseBody()) {
                while (!waited(end)) {
                    out.write('x');
                    out.flush();
                }
            }
        });
        assertThatIOException()
                .isThrownBy(() -> sender(server, Map.of("timeout", "500ms")).send(HttpCall.get("/")))
                .withMessageContaining("did not answer within");
    }

    @Test
    void aCloseEndsARequestAsAFailureOfTheConnection() throws Exception {
        CountDownLatch asked = new CountDownLatch(1);
        HttpServer server = plain(exchange -> {
            asked.countDown();
            while (!waited(end)) {
                // No answer as long as the test runs.
            }
        });
        HttpSender sender = sender(server, Map.of());
        workers.execute(() -> {
            while (!waited(end)) {
                if (asked.getCount() == 0) {
                    sender.close();
                }
            }
        });
        assertThatIOException()
                .isThrownBy(() -> sender.send(HttpCall.get("/")))
                .withMessageMatching(".*(closed here|cancelled).*");
    }

    @Test
    void goesToTheNextEndpointAndStaysThere() throws Exception {
        HttpServer down = plain(exchange -> answer(exchange, 503, "down"));
        HttpServer up = plain(exchange -> answer(exchange, 200, "up"));
        HttpSender sender = new HttpSender(
                HttpSettings.of(
                        Settings.of("it", Map.of("urls", List.of("http://127.0.0.1:1", url(down), url(up)))),
                        Optional.empty()),
                Clock.systemUTC());

        assertThat(sender.send(HttpCall.get("/")).body()).isEqualTo("up");
        down.stop(0);
        assertThat(sender.send(HttpCall.get("/")).body()).isEqualTo("up");
        up.stop(0);
        assertThatIOException().isThrownBy(() -> sender.send(HttpCall.get("/")));
    }

    @Test
    void meetsAServerThatWasRestarted() throws Exception {
        HttpServer first = plain(exchange -> answer(exchange, 200, "first"));
        HttpSender sender = sender(first, Map.of());
        sender.send(HttpCall.get("/"));
        int port = first.getAddress().getPort();
        first.stop(0);
        open(
                HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0),
                exchange -> answer(exchange, 200, "second"));

        assertThat(sender.send(HttpCall.post("/", "text/plain", new byte[3])).body())
                .isEqualTo("second");
    }

    @Test
    void goesThroughAProxy() throws Exception {
        HttpServer proxy =
                plain(exchange -> answer(exchange, 200, exchange.getRequestURI().toString()));
        HttpSettings through = HttpSettings.of(
                Settings.of("it", Map.of("url", "http://siem.invalid:8088", "proxy", url(proxy))), Optional.empty());

        assertThat(new HttpSender(through, Clock.systemUTC())
                        .send(HttpCall.get("/path"))
                        .body())
                .isEqualTo("http://siem.invalid:8088/path");
    }

    @Test
    void trustsItsAuthorityAndTheRightNameAlone() throws Exception {
        HttpServer good = secure("server", parameters -> {});
        HttpServer otherName = secure("other", parameters -> {});
        Map<String, Object> trusting = Map.of("tls-ca", folder.resolve("ca.pem"));

        assertThat(sender(good, trusting).send(HttpCall.get("/")).status()).isEqualTo(200);
        assertThatIOException()
                .isThrownBy(() -> sender(good, Map.of()).send(HttpCall.get("/")))
                .withMessageContaining("tls-ca");
        assertThatIOException()
                .isThrownBy(() -> sender(otherName, trusting).send(HttpCall.get("/")))
                .withMessageContaining("tls-ca");
    }

    @Test
    void showsItsCertificateAndAsksForTheLeastVersion() throws Exception {
        HttpServer demanding = secure("server", parameters -> parameters.setNeedClientAuth(true));
        HttpServer old = secure("server", parameters -> parameters.setProtocols(new String[] {"TLSv1.2"}));
        Map<String, Object> trusting = Map.of("tls-ca", folder.resolve("ca.pem"));
        Map<String, Object> known = new HashMap<>(trusting);
        known.put("tls-certificate", folder.resolve("client.crt"));
        known.put("tls-key", folder.resolve("client.key"));
        Map<String, Object> strict = new HashMap<>(trusting);
        strict.put("tls-minimum", "1.3");

        assertThat(sender(demanding, known).send(HttpCall.get("/")).status()).isEqualTo(200);
        assertThatIOException().isThrownBy(() -> sender(demanding, trusting).send(HttpCall.get("/")));
        assertThat(sender(old, trusting).send(HttpCall.get("/")).status()).isEqualTo(200);
        assertThatIOException().isThrownBy(() -> sender(old, strict).send(HttpCall.get("/")));
    }

    private interface Demands {
        void of(SSLParameters parameters);
    }

    private HttpServer plain(HttpHandler handler) throws IOException {
        return open(HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0), handler);
    }

    private HttpServer secure(String name, Demands demands) throws IOException {
        Settings settings = Settings.of(
                "server",
                Map.of(
                        "tls-ca", folder.resolve("ca.pem").toString(),
                        "tls-certificate", folder.resolve(name + ".crt").toString(),
                        "tls-key", folder.resolve(name + ".key").toString()));
        SSLContext context = TlsContext.of(settings).current();
        HttpsServer server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(context) {
            @Override
            public void configure(HttpsParameters parameters) {
                SSLParameters chosen = context.getDefaultSSLParameters();
                demands.of(chosen);
                parameters.setSSLParameters(chosen);
            }
        });
        return open(server, exchange -> answer(exchange, 200, "secure"));
    }

    private HttpServer open(HttpServer server, HttpHandler handler) {
        server.setExecutor(workers);
        server.createContext("/", exchange -> {
            try (exchange) {
                exchange.getRequestBody().readAllBytes();
                handler.handle(exchange);
            }
        });
        server.start();
        servers.add(server);
        return server;
    }

    private static HttpSender sender(HttpServer server, Map<String, ?> more) {
        return new HttpSender(settings(server, more), Clock.systemUTC());
    }

    private static HttpSettings settings(HttpServer server, Map<String, ?> more) {
        Map<String, Object> values = new HashMap<>(Map.of("url", url(server)));
        more.forEach((key, value) -> values.put(key, value.toString()));
        return HttpSettings.of(Settings.of("it", values), Optional.of(new Secret(SECRET)));
    }

    private static String url(HttpServer server) {
        return (server instanceof HttpsServer ? "https" : "http") + "://127.0.0.1:"
                + server.getAddress().getPort();
    }

    private static void answer(HttpExchange exchange, int status, String text) throws IOException {
        exchange.sendResponseHeaders(status, text.isEmpty() ? -1 : text.length());
        exchange.getResponseBody().write(text.getBytes(StandardCharsets.US_ASCII));
    }

    private static boolean waited(CountDownLatch latch) {
        try {
            return latch.await(50, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }
}
