package io.github.canarysiem.testing;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/**
 * What doubles of HTTP servers stand on: a server on a port of the loopback that it keeps, and that can fall silent, end, and come
 * back. It listens from its first {@link #resume()}. Thread-safe but for {@link #stop()} and {@link #resume()}.
 */
public abstract class LoopbackServer implements AutoCloseable {
    static {
        // Without it the JDK's server sends head and body of an answer 40 ms apart.
        System.setProperty("sun.net.httpserver.nodelay", "true");
    }

    private final @Nullable SSLContext tls;
    private final int port = FreePort.find();
    private @Nullable HttpServer server;
    private @Nullable ExecutorService workers;
    private volatile CountDownLatch stalled = new CountDownLatch(0);

    /** With TLS if a context is given. */
    protected LoopbackServer(@Nullable SSLContext tls) {
        this.tls = tls;
    }

    /** Reads the request whole and answers it, or not: the exchange is closed afterwards. */
    protected abstract void serve(HttpExchange exchange) throws IOException, InterruptedException;

    /** Where it is. */
    public final URI url() {
        return URI.create((tls == null ? "http" : "https") + "://127.0.0.1:" + port);
    }

    /** Takes requests and answers none until {@link #resume()}. */
    public final void stall() {
        stalled = new CountDownLatch(1);
    }

    /** Begins to listen; undoes {@link #stall()} and {@link #stop()}. */
    public final void resume() throws IOException {
        stalled.countDown();
        if (server == null) {
            listen();
        }
    }

    /** Ends it and every connection. */
    public final void stop() {
        HttpServer running = server;
        ExecutorService working = workers;
        server = null;
        stalled.countDown();
        if (running != null && working != null) {
            running.stop(0);
            working.shutdownNow();
        }
    }

    @Override
    public final void close() {
        stop();
    }

    private void listen() throws IOException {
        InetSocketAddress address = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
        HttpServer opened;
        if (tls == null) {
            opened = HttpServer.create(address, 0);
        } else {
            HttpsServer secure = HttpsServer.create(address, 0);
            secure.setHttpsConfigurator(new HttpsConfigurator(tls));
            opened = secure;
        }
        ExecutorService threads = Executors.newCachedThreadPool();
        opened.setExecutor(threads);
        opened.createContext("/", this::serveInTime);
        opened.start();
        server = opened;
        workers = threads;
    }

    private void serveInTime(HttpExchange exchange) throws IOException {
        try (exchange) {
            stalled.await();
            serve(exchange);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
