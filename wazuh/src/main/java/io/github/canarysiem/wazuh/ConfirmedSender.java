package io.github.canarysiem.wazuh;

import io.github.canarysiem.Incident;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Sends each batch over a TCP connection of its own, one line a message, and waits until the peer has read it to its end.
 *
 * <p>Plain syslog has no acknowledgement, and the first write after a peer's restart is lost without an error. So the connection
 * is closed in our direction when all is written, and the batch counts only when the peer closes its own direction in answer: a
 * peer does so after it has read everything. A peer that dies, or closes while bytes of ours are unread, makes its system answer
 * with a reset instead. To not mistake a peer that hung up on its own for one that answers, nothing is closed until two measured
 * round trips after the last byte have passed without a word from it.
 *
 * <p>A process that is killed after it has read, but before it has stored, ends its connections, too. Its port closes first: so
 * a batch counts only if the peer takes another connection afterwards.
 *
 * <p>The proof is that the peer has read and lives, not that it has stored. It fails with a proxy in between, and with a peer
 * that queues in memory and dies later. rsyslog stores before it answers if its main queue is {@code Direct}.
 */
final class ConfirmedSender implements SyslogSender {
    private static final Duration SHORTEST_PAUSE = Duration.ofMillis(1);
    private static final Duration LONGEST_PAUSE = Duration.ofMillis(250);
    private static final int DISCARDED_AT_ONCE = 4_096;

    private final String host;
    private final int port;
    private final SyslogMessage message;
    private final Duration connectTimeout;
    private final @Nullable TlsClient tls;
    private final Deadlines deadlines;

    /**
     * A sender to this peer.
     *
     * @param confirmTimeout longest time from the connection to the peer's answer
     * @param tls null for plain TCP
     */
    ConfirmedSender(
            String host,
            int port,
            SyslogMessage message,
            Duration connectTimeout,
            Duration confirmTimeout,
            @Nullable TlsClient tls) {
        this.host = host;
        this.port = port;
        this.message = message;
        this.connectTimeout = connectTimeout;
        this.tls = tls;
        this.deadlines = new Deadlines(confirmTimeout);
    }

    @Override
    public void send(List<Incident> batch) throws IOException, InterruptedException {
        ByteArrayOutputStream lines = new ByteArrayOutputStream();
        for (Incident incident : batch) {
            lines.writeBytes(message.of(incident));
            lines.write('\n');
        }
        exchange(lines.toByteArray());
    }

    @Override
    public String probe() throws IOException, InterruptedException {
        exchange(new byte[0]);
        return "the peer answers" + (tls == null ? "" : "; " + tls.summary());
    }

    @Override
    public void close() {
        deadlines.close();
    }

    private void exchange(byte[] lines) throws IOException, InterruptedException {
        if (tls != null) {
            // Here, so that a fault in our own files is not taken for one of the peer's.
            tls.loaded();
        }
        InetAddress[] addresses = InetAddress.getAllByName(host);
        for (int i = 0; i < addresses.length; i++) {
            try (SocketChannel channel = SocketChannel.open()) {
                Duration roundTrip = connect(channel, addresses[i]);
                if (roundTrip != null) {
                    exchange(channel, lines, roundTrip);
                    if (lines.length > 0) {
                        requireAlive(addresses[i]);
                    }
                    return;
                }
            }
        }
        throw new IOException("the peer cannot be reached; check host, port and whether it runs");
    }

    /** Connects and measures the round trip; null if this address does not answer. */
    private @Nullable Duration connect(SocketChannel channel, InetAddress address) throws InterruptedException {
        long begun = System.nanoTime();
        try {
            channel.socket().connect(new InetSocketAddress(address, port), Math.toIntExact(connectTimeout.toMillis()));
            return Duration.ofNanos(System.nanoTime() - begun);
        } catch (IOException e) {
            rethrowInterruption(e);
            return null;
        }
    }

    private void exchange(SocketChannel channel, byte[] lines, Duration roundTrip)
            throws IOException, InterruptedException {
        Deadlines.Deadline deadline = deadlines.closing(channel);
        try {
            Socket socket = tls == null ? channel.socket() : tls.over(channel.socket(), host, port);
            socket.getOutputStream().write(lines);
            socket.getOutputStream().flush();
            refuseEarlyEnd(socket, roundTrip);
            socket.shutdownOutput();
            awaitEnd(socket.getInputStream());
        } catch (IOException e) {
            rethrowInterruption(e);
            if (deadline.hasPassed()) {
                throw new IOException(
                        "the peer did not confirm the batch in time; check that it reads, or raise confirm-timeout", e);
            }
            throw tls == null ? new IOException("the peer hung up before it had read the batch", e) : tls.explained(e);
        } finally {
            deadline.lift();
        }
    }

    /** A process that dies ends its connections as if it answered, but then nobody listens any more. */
    private void requireAlive(InetAddress address) throws IOException, InterruptedException {
        try (SocketChannel channel = SocketChannel.open()) {
            if (connect(channel, address) == null) {
                throw new IOException("the peer ended while it held the batch; it is offered again");
            }
            if (tls != null) {
                greet(channel, tls);
            }
        }
    }

    /** A connection without a handshake would be an error in the peer's log. */
    private void greet(SocketChannel channel, TlsClient client) throws IOException, InterruptedException {
        Deadlines.Deadline deadline = deadlines.closing(channel);
        try {
            client.over(channel.socket(), host, port).close();
        } catch (IOException e) {
            rethrowInterruption(e);
            throw new IOException("the peer ended while it held the batch; it is offered again", e);
        } finally {
            deadline.lift();
        }
    }

    private static void refuseEarlyEnd(Socket socket, Duration roundTrip) throws IOException {
        Duration pause = roundTrip.multipliedBy(2);
        pause = pause.compareTo(SHORTEST_PAUSE) < 0 ? SHORTEST_PAUSE : pause;
        pause = pause.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause;
        socket.setSoTimeout(Math.toIntExact(pause.toMillis()));
        try {
            if (socket.getInputStream().read() < 0) {
                throw new IOException("the peer hung up on its own");
            }
        } catch (SocketTimeoutException e) {
            // Silence is what a peer that still reads has to say.
        } finally {
            socket.setSoTimeout(0);
        }
    }

    private static void awaitEnd(InputStream in) throws IOException {
        byte[] discarded = new byte[DISCARDED_AT_ONCE];
        int read = 0;
        while (read >= 0) {
            read = in.read(discarded);
        }
    }

    private static void rethrowInterruption(IOException e) throws InterruptedException {
        if (Thread.interrupted()) {
            throw (InterruptedException) new InterruptedException("the pipeline stops").initCause(e);
        }
    }
}
