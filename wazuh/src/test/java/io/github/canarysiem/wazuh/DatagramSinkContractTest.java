package io.github.canarysiem.wazuh;

import static org.awaitility.Awaitility.await;

import io.github.canarysiem.spi.IncidentSink;
import io.github.canarysiem.spi.Settings;
import io.github.canarysiem.testing.FreePort;
import io.github.canarysiem.testing.UnconfirmedSinkContract;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;

class DatagramSinkContractTest extends UnconfirmedSinkContract {
    private static final int LARGEST = 65_535;
    private static final String LAST = "last";

    private final List<String> lines = new ArrayList<>();
    private volatile boolean hasRead;
    private DatagramSocket socket;
    private Thread receiver;
    private int port;

    /** The contract times a delivery, not the loading of classes on a busy machine. */
    @BeforeAll
    static void loadClasses() {
        Samples.loadClasses();
    }

    @BeforeEach
    void startPeer() throws IOException {
        port = FreePort.find();
        listen(port);
    }

    @AfterEach
    void stopPeer() {
        socket.close();
    }

    @Override
    protected IncidentSink sink() {
        return new WazuhSyslogProvider()
                .create(Settings.of("sinks.manager", Map.of("host", "127.0.0.1", "port", port, "transport", "udp")));
    }

    @Override
    protected List<Received> received() {
        synchronized (lines) {
            return WazuhSyslogSinkContractTest.received(lines);
        }
    }

    /** What lies unread in the system's buffer when a socket is closed is lost: everything is read before. */
    @Override
    protected void breakFarEnd() throws IOException {
        byte[] last = LAST.getBytes(StandardCharsets.UTF_8);
        socket.send(new DatagramPacket(last, last.length, socket.getLocalSocketAddress()));
        await().until(() -> hasRead);
        hasRead = false;
        socket.close();
        // The system has the port back only when nobody receives at it any more.
        await().until(() -> !receiver.isAlive());
    }

    @Override
    protected void mendFarEnd() throws IOException {
        listen(port);
    }

    private void listen(int wanted) throws IOException {
        DatagramSocket listening = new DatagramSocket(wanted, InetAddress.getLoopbackAddress());
        listening.setReceiveBufferSize(8 << 20);
        socket = listening;
        receiver = new Thread(() -> receive(listening), "datagram-peer");
        receiver.setDaemon(true);
        receiver.start();
    }

    private void receive(DatagramSocket listening) {
        try {
            while (true) {
                DatagramPacket packet = new DatagramPacket(new byte[LARGEST], LARGEST);
                listening.receive(packet);
                note(new String(packet.getData(), 0, packet.getLength(), StandardCharsets.UTF_8));
            }
        } catch (IOException e) {
            // Closed.
        }
    }

    private void note(String line) {
        if (line.equals(LAST)) {
            hasRead = true;
            return;
        }
        synchronized (lines) {
            lines.add(line);
        }
    }
}
