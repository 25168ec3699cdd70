package io.github.canarysiem.elastic.testing;

import io.github.canarysiem.testing.FreePort;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** The network between a sink and a server on loopback: it can be cut, fall silent, and lose answers. Thread-safe. */
public final class Relay implements AutoCloseable {
    private static final int PIECE = 64 << 10;

    private final URI server;
    private final int port = FreePort.find();
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
    private final ExecutorService workers = Executors.newCachedThreadPool(task -> {
        Thread worker = new Thread(task, "relay");
        worker.setDaemon(true);
        return worker;
    });
    private @Nullable ServerSocket listening;
    private Future<?> accepting = CompletableFuture.completedFuture(null);
    private volatile CountDownLatch stalled = new CountDownLatch(0);
    private volatile boolean losesAnswers;

    private Relay(URI server) throws IOException {
        this.server = server;
        open();
    }

    /** Opens one to a server. */
    public static Relay to(URI server) throws IOException {
        return new Relay(server);
    }

    /** Where the server seems to be. */
    public URI url() {
        return URI.create("http://127.0.0.1:" + port);
    }

    /** Ends every connection, and takes no new one until {@link #mend()}. */
    public synchronized void cut() throws IOException {
        ServerSocket open = listening;
        listening = null;
        if (open != null) {
            open.close();
            awaitLastConnection();
        }
        stalled.countDown();
        sockets.forEach(Relay::close);
        sockets.clear();
    }

    /** Takes everything and passes nothing on until {@link #mend()}. */
    public void stall() {
        stalled = new CountDownLatch(1);
    }

    /** Passes requests on, and ends the connection instead of passing on the answer, until {@link #mend()}. */
    public void loseAnswers() {
        losesAnswers = true;
    }

    /** Undoes all of that. */
    public synchronized void mend() throws IOException {
        losesAnswers = false;
        stalled.countDown();
        if (listening == null) {
            open();
        }
    }

    @Override
    public void close() throws IOException {
        cut();
        workers.shutdownNow();
    }

    private void open() throws IOException {
        ServerSocket opened = new ServerSocket(port, 50, InetAddress.getLoopbackAddress());
        listening = opened;
        accepting = workers.submit(() -> accept(opened));
    }

    /** Else one that is just being made would outlive the cut, and the port would not be free. */
    private void awaitLastConnection() throws IOException {
        try {
            accepting.get(10, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new IOException("the relay does not end", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException();
        }
    }

    private void accept(ServerSocket open) {
        try {
            while (true) {
                connect(open.accept());
            }
        } catch (IOException e) {
            close(open);
        }
    }

    private void connect(Socket client) {
        sockets.add(client);
        try {
            Socket far = new Socket(InetAddress.getLoopbackAddress(), server.getPort());
            sockets.add(far);
            client.setTcpNoDelay(true);
            far.setTcpNoDelay(true);
            workers.execute(() -> pass(client, far, false));
            workers.execute(() -> pass(far, client, true));
        } catch (IOException e) {
            close(client);
        }
    }

    private void pass(Socket from, Socket to, boolean answers) {
        byte[] piece = new byte[PIECE];
        try (from;
                to) {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            int count = in.read(piece);
            while (count > 0 && !(answers && losesAnswers)) {
                stalled.await();
                out.write(piece, 0, count);
                count = in.read(piece);
            }
        } catch (IOException e) {
            // One side has ended it; so does the other.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        sockets.remove(from);
        sockets.remove(to);
    }

    private static void close(AutoCloseable socket) {
        try {
            socket.close();
        } catch (Exception e) {
            // It is closed already.
        }
    }
}
