package io.github.canarysiem.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Ports for servers that go away and come back in a test. They lie below those that systems give to clients: else a client can have
 * the port when the server comes back.
 */
public final class FreePort {
    private static final int LEAST = 12_000;
    private static final int MOST = 32_000;
    private static final int ATTEMPTS = 100;

    private FreePort() {}

    /** One that nobody listens at, neither by TCP nor by UDP. */
    public static int find() {
        IOException last = null;
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            int port = ThreadLocalRandom.current().nextInt(LEAST, MOST);
            try (ServerSocket tcp = new ServerSocket(port, 1, InetAddress.getLoopbackAddress());
                    DatagramSocket udp = new DatagramSocket(port, InetAddress.getLoopbackAddress())) {
                return tcp.getLocalPort() == udp.getLocalPort() ? port : -1;
            } catch (IOException e) {
                last = e;
            }
        }
        throw new UncheckedIOException("no port is free", last);
    }
}
