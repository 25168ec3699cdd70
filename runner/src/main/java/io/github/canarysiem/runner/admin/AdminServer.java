package io.github.canarysiem.runner.admin;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.github.canarysiem.pipeline.PipelineStatus;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;

/**
 * Answers {@code /health}, {@code /ready}, {@code /metrics} and {@code /status} to GET and HEAD. It takes no input, so it needs no
 * password; it listens on this machine alone unless it is told otherwise. Thread-safe.
 */
public final class AdminServer implements AutoCloseable {
    private static final Logger LOG = LogManager.getLogger(AdminServer.class);
    private static final int THREADS = 16;
    private static final int WAITING = 64;
    private static final String SECONDS_A_REQUEST_MAY_TAKE = "10";
    private static final String PROMETHEUS = "text/plain; version=0.0.4; charset=utf-8";

    private final HttpServer server;
    private final ThreadPoolExecutor threads;
    private final Supplier<PipelineStatus> status;
    private final Supplier<String> metrics;
    private final HostCheck hosts;

    static {
        // Otherwise a client that sends one byte a minute holds a thread for ever. The JDK's server reads these once.
        defaultProperty("sun.net.httpserver.maxReqTime", SECONDS_A_REQUEST_MAY_TAKE);
        defaultProperty("sun.net.httpserver.maxRspTime", SECONDS_A_REQUEST_MAY_TAKE);
    }

    /**
     * Begins to listen.
     *
     * @param status asked for each request but {@code /metrics}
     * @param metrics asked for each {@code /metrics}, in the Prometheus text format 0.0.4
     * @throws IOException if the address is in use or not this machine's
     */
    public AdminServer(InetSocketAddress address, Supplier<PipelineStatus> status, Supplier<String> metrics)
            throws IOException {
        this.status = status;
        this.metrics = metrics;
        this.hosts = new HostCheck(address);
        this.server = HttpServer.create(address, WAITING);
        AtomicInteger number = new AtomicInteger();
        this.threads = new ThreadPoolExecutor(
                THREADS, THREADS, 1, TimeUnit.MINUTES, new LinkedBlockingQueue<>(WAITING), task -> {
                    Thread thread = new Thread(task, "admin-" + number.incrementAndGet());
                    thread.setDaemon(true);
                    return thread;
                });
        threads.allowCoreThreadTimeOut(true);
        server.setExecutor(threads);
        server.createContext("/", this::handle);
        server.start();
    }

    /** Where it listens; tells the port if any free one was asked for. */
    public InetSocketAddress address() {
        return server.getAddress();
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }

    private void handle(HttpExchange exchange) {
        try (exchange) {
            send(exchange, answer(exchange));
        } catch (IOException e) {
            LOG.debug("A client of the admin server went away");
        }
    }

    private Answer answer(HttpExchange exchange) {
        if (!hosts.accepts(exchange.getRequestHeaders().getFirst("Host"))) {
            return Answer.error(421, "asked for by a name that is not this machine's");
        }
        String method = exchange.getRequestMethod();
        if (!method.equals("GET") && !method.equals("HEAD")) {
            exchange.getResponseHeaders().set("Allow", "GET, HEAD");
            return Answer.error(405, "only GET and HEAD");
        }
        try {
            return switch (exchange.getRequestURI().getPath()) {
                case "/health" -> Probes.health(status.get());
                case "/ready" -> Probes.ready(status.get());
                case "/metrics" -> new Answer(Answer.OK, PROMETHEUS, metrics.get());
                case "/status" ->
                    Answer.json(Answer.OK, StatusJson.write(status.get()).toString());
                default -> Answer.error(404, "known are /health /ready /metrics /status");
            };
        } catch (RuntimeException e) {
            LOG.error("The admin server could not answer", e);
            return Answer.error(500, "see the log of canary-siem");
        }
    }

    private static void send(HttpExchange exchange, Answer answer) throws IOException {
        Headers headers = exchange.getResponseHeaders();
        headers.set("Content-Type", answer.contentType());
        headers.set("Cache-Control", "no-store");
        headers.set("X-Content-Type-Options", "nosniff");
        headers.set("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'");
        headers.set("Referrer-Policy", "no-referrer");
        byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
        if (exchange.getRequestMethod().equals("HEAD")) {
            headers.set("Content-Length", Integer.toString(body.length));
            exchange.sendResponseHeaders(answer.status(), -1);
            return;
        }
        exchange.sendResponseHeaders(answer.status(), body.length);
        try (OutputStream out = exchange.getResponseBody()) {
            out.write(body);
        }
    }

    private static void defaultProperty(String name, String value) {
        if (System.getProperty(name) == null) {
            System.setProperty(name, value);
        }
    }
}
