package io.github.canarysiem.source.webhook;

import io.github.canarysiem.spi.TlsIdentity;
import java.io.IOException;
import java.nio.channels.ServerSocketChannel;
import java.time.Duration;
import javax.net.ssl.SSLContext;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.server.ConnectionFactory;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.SslConnectionFactory;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.eclipse.jetty.util.thread.ScheduledExecutorScheduler;
import org.jspecify.annotations.Nullable;

/** Jetty, set up for short requests from few senders and for hostile ones from everybody else. One thread starts, checks and closes it. */
final class HookServer implements AutoCloseable {
    /** One accepts, one selects, the others work. */
    private static final int THREADS = 16;

    private static final int HEADERS = 8 << 10;
    private static final Duration LOOK = Duration.ofMillis(250);
    private static final Duration LAST_ANSWERS = Duration.ofMillis(400);

    private final WebhookSettings settings;
    private final ServerSocketChannel socket;
    private final Guests guests;
    private final HookHandler handler;
    private final Server server;
    private final ServerConnector connector;
    private final SslContextFactory.@Nullable Server tls;
    private @Nullable SSLContext shown;

    private HookServer(House house, ServerSocketChannel socket) {
        this.settings = house.settings();
        this.socket = socket;
        QueuedThreadPool threads = new QueuedThreadPool(THREADS, 4);
        threads.setName("webhook");
        threads.setDaemon(true);
        threads.setStopTimeout(LAST_ANSWERS.toMillis());
        server = new Server(threads, new ScheduledExecutorScheduler("webhook-scheduler", true), null);
        server.setStopTimeout(0);
        guests = new Guests(settings.maximumConnections(), settings.requestTimeout());
        handler = new HookHandler(house, guests);
        server.setHandler(handler);
        server.setErrorHandler(handler::handleError);
        tls = settings.identity().isPresent() ? new SslContextFactory.Server() : null;
        connector = new GuardedConnector(server, guests, protocols());
        connector.setIdleTimeout(settings.requestTimeout().multipliedBy(2).toMillis());
        server.addConnector(connector);
    }

    /**
     * Listens and serves until it is closed.
     *
     * @throws IOException if that is not possible; the message names the setting
     */
    static HookServer start(House house, ListeningSocket.Opener opener) throws IOException {
        HookServer made = new HookServer(house, opener.open(house.settings().listen()));
        try {
            made.connector.open(made.socket);
            made.renewCertificate();
            made.server.start();
            made.watch();
            return made;
        } catch (Exception e) {
            made.close();
            throw e instanceof IOException known ? known : new IOException("the HTTP server does not start", e);
        }
    }

    /** Where it listens. */
    int port() {
        return connector.getLocalPort();
    }

    /**
     * Looks whether it still works.
     *
     * @throws IOException if it does not
     */
    void check() throws IOException {
        if (!socket.isOpen() || !server.isRunning()) {
            throw new IOException("listen: the listening socket was closed from outside; it is opened again");
        }
    }

    /**
     * Shows the certificate that is in the files now, from the next connection on.
     *
     * @throws IOException if it cannot be used; the former one is still shown
     */
    void renewCertificate() throws IOException {
        TlsIdentity identity = settings.identity().orElse(null);
        if (tls == null || identity == null) {
            return;
        }
        SSLContext current = identity.current();
        if (shown == null) {
            tls.setSslContext(current);
        } else if (shown != current) {
            try {
                tls.reload(factory -> factory.setSslContext(current));
            } catch (Exception e) {
                throw new IOException("the renewed certificate cannot be used", e);
            }
        }
        shown = current;
    }

    /** Takes no more requests; those that it has are still answered. */
    void refuseAll() {
        handler.close();
    }

    /** Gives the last answers a moment to leave, then ends everything. */
    @Override
    public void close() {
        handler.close();
        long deadline = System.nanoTime() + LAST_ANSWERS.toNanos();
        try {
            while (guests.anyServed() && System.nanoTime() - deadline < 0) {
                Thread.sleep(5);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        try {
            server.stop();
            socket.close();
        } catch (Exception e) {
            throw new IllegalStateException("the HTTP server does not end", e);
        }
    }

    private void watch() {
        guests.cutTheSlow();
        if (server.isRunning()) {
            connector.getScheduler().schedule(this::watch, LOOK);
        }
    }

    private ConnectionFactory[] protocols() {
        HttpConfiguration http = new HttpConfiguration();
        http.setSendServerVersion(false);
        http.setSendDateHeader(false);
        http.setRequestHeaderSize(HEADERS);
        HttpConnectionFactory plain = new HttpConnectionFactory(http);
        if (tls == null) {
            return new ConnectionFactory[] {plain};
        }
        tls.setRenegotiationAllowed(false);
        SslConnectionFactory secure = new SslConnectionFactory(tls, plain.getProtocol());
        // It would compare the name that was asked for with the certificate, which is the sender's business.
        secure.setEnsureSecureRequestCustomizer(false);
        return new ConnectionFactory[] {secure, plain};
    }

    /** Tells of every connection. */
    private static final class GuardedConnector extends ServerConnector {
        private final Guests guests;

        GuardedConnector(Server server, Guests guests, ConnectionFactory... protocols) {
            super(server, 1, 1, protocols);
            this.guests = guests;
        }

        @Override
        protected void onEndPointOpened(EndPoint endPoint) {
            super.onEndPointOpened(endPoint);
            guests.arrive(endPoint);
        }

        @Override
        protected void onEndPointClosed(EndPoint endPoint) {
            guests.leave(endPoint);
            super.onEndPointClosed(endPoint);
        }
    }
}
