package io.github.canarysiem.runner.admin;

import io.github.canarysiem.pipeline.PipelineStatus;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/** Asks a running canary-siem for its status. */
public final class AdminClient {
    private static final Duration PATIENCE = Duration.ofSeconds(3);
    private static final int LARGEST_ANSWER = 1 << 20;

    private AdminClient() {}

    /** The status that is told at an address; empty if nothing that is canary-siem answers there in time. */
    public static Optional<PipelineStatus> status(InetSocketAddress address) {
        try {
            return Optional.of(ask(address));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static PipelineStatus ask(InetSocketAddress address) throws IOException {
        // Listening on every address includes the loopback one.
        InetAddress host =
                address.getAddress().isAnyLocalAddress() ? InetAddress.getLoopbackAddress() : address.getAddress();
        String name = host.getHostAddress().contains(":") ? "[" + host.getHostAddress() + "]" : host.getHostAddress();
        HttpURLConnection connection =
                (HttpURLConnection) URI.create("http://" + name + ":" + address.getPort() + "/status")
                        .toURL()
                        .openConnection(Proxy.NO_PROXY);
        connection.setConnectTimeout((int) PATIENCE.toMillis());
        connection.setReadTimeout((int) PATIENCE.toMillis());
        connection.setInstanceFollowRedirects(false);
        try (InputStream body = connection.getInputStream()) {
            return StatusJson.read(body.readNBytes(LARGEST_ANSWER));
        } finally {
            connection.disconnect();
        }
    }
}
