package io.github.canarysiem.wazuh;

import io.github.canarysiem.testing.FreePort;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import javax.net.ServerSocketFactory;
import org.jspecify.annotations.Nullable;

/** A syslog server on loopback that behaves as it is told. It holds every whole line that it has read. */
final class ScriptedPeer implements Closeable {
    /** What it does with a connection. */
    enum Behaviour {
        /** Reads to the end, then closes. */
        READS,
        /** Reads a little at a time, then closes. */
        READS_SLOWLY,
        /** Closes before it has read anything. */
        HANGS_UP,
        /** Reads a little, then resets the connection. */
        RESETS,
        /** Reads to the end and never closes. */
        NEVER_ENDS,
        /** Neither reads nor closes. */
        IGNORES
    }

    private final List<String> lines = new ArrayList<>();
    private final Set<Socket> connections = ConcurrentHashMap.newKeySet();
    private final ServerSocketFactory factory;
    private volatile Behaviour behaviour = Behaviour.READS;
    private final int port;
    private @Nullable ServerSocket server;
    private @Nullable Thread acceptor;

    private ScriptedPeer(ServerSocketFactory factory) throws IOException {
        this.factory = factory;
        this.port = listen(FreePort.find());
    }

    static ScriptedPeer start() throws IOException {
        return new ScriptedPeer(ServerSocketFactory.getDefault());
    }

    static ScriptedPeer start(ServerSocketFactory factory) throws IOException {
        return new ScriptedPeer(factory);
    }

    int port() {
        return port;
    }

    void behave(Behaviour next) {
        behaviour = next;
    }

    /** The whole lines read so far. */
    List<String> lines() {
        synchronized (lines) {
            return List.copyOf(lines);
        }
    }

    /** The ids of the incidents read so far. */
    List<String> ids() {
        return lines().stream()
                .map(line -> StrictJson.read(line.substring(line.indexOf('{')).getBytes(StandardCharsets.UTF_8))
                        .at("/canary/id")
                        .asText())
                .toList();
    }

    /** Stops listening and resets every connection. */
    synchronized void stop() throws IOException {
        if (server != null) {
            server.close();
            server = null;
            join();
        }
        for (Socket connection : connections) {
            reset(connection);
        }
    }

    /** Listens again. */
    synchronized void restart() throws IOException {
        if (server == null) {
            int same = listen(port);
            if (same != port) {
                throw new IOException("the port changed");
            }
        }
    }

    @Override
    public void close() throws IOException {
        stop();
    }

    private int listen(int wanted) throws IOException {
        ServerSocket listening = factory.createServerSocket(wanted, 500, InetAddress.getLoopbackAddress());
        server = listening;
        Thread thread = new Thread(() -> accept(listening), "scripted-peer");
        thread.setDaemon(true);
        thread.start();
        acceptor = thread;
        return listening.getLocalPort();
    }

    /** The system accepts connections until the thread that waits for them has noticed the end. */
    private void join() throws IOException {
        try {
            if (acceptor != null) {
                acceptor.join(10_000);
            }
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
    }

    private void accept(ServerSocket listening) {
        try {
            while (true) {
                Socket connection = listening.accept();
                connections.add(connection);
                Thread thread = new Thread(() -> serve(connection), "scripted-peer-connection");
                thread.setDaemon(true);
                thread.start();
            }
        } catch (IOException e) {
            // Stopped.
        }
    }

    private void serve(Socket connection) {
        try {
            switch (behaviour) {
                case READS -> read(connection, 64 * 1024, 0);
                case READS_SLOWLY -> read(connection, 2_048, 200);
                case HANGS_UP -> connection.close();
                case RESETS -> {
                    connection.getInputStream().readNBytes(100);
                    reset(connection);
                }
                case NEVER_ENDS -> {
                    readLines(connection.getInputStream(), 64 * 1024, 0);
                    return;
                }
                case IGNORES -> {
                    return;
                }
            }
        } catch (IOException e) {
            // The test decides what that means.
        }
        connections.remove(connection);
    }

    private void read(Socket connection, int atOnce, long pause) throws IOException {
        try (connection) {
            readLines(connection.getInputStream(), atOnce, pause);
        }
    }

    private void readLines(InputStream in, int atOnce, long pauseMicros) throws IOException {
        byte[] some = new byte[atOnce];
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int count = in.read(some); count >= 0; count = in.read(some)) {
            for (int i = 0; i < count; i++) {
                if (some[i] == '\n') {
                    synchronized (lines) {
                        lines.add(line.toString(StandardCharsets.UTF_8));
                    }
                    line.reset();
                } else {
                    line.write(some[i]);
                }
            }
            LockSupport.parkNanos(TimeUnit.MICROSECONDS.toNanos(pauseMicros));
        }
    }

    private static void reset(Socket connection) throws IOException {
        if (!connection.isClosed()) {
            connection.setSoLinger(true, 0);
            connection.close();
        }
    }
}
