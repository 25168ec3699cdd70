package io.github.canarysiem.wazuh;

import io.github.canarysiem.spi.IncidentSink;
import io.github.canarysiem.spi.Settings;
import io.github.canarysiem.testing.SinkContract;
import io.github.canarysiem.testing.UnconfirmedSinkContract;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;

class WazuhSyslogSinkContractTest extends SinkContract implements UnconfirmedSinkContract.Stalling {
    private ScriptedPeer peer;

    /** The contract times a delivery, not the loading of classes on a busy machine. */
    @BeforeAll
    static void loadClasses() {
        Samples.loadClasses();
    }

    @BeforeEach
    void startPeer() throws IOException {
        peer = ScriptedPeer.start();
    }

    @AfterEach
    void stopPeer() throws IOException {
        peer.close();
    }

    @Override
    protected IncidentSink sink() {
        return new WazuhSyslogProvider()
                .create(Settings.of(
                        "sinks.manager", Map.of("host", "127.0.0.1", "port", peer.port(), "confirm-timeout", "1s")));
    }

    @Override
    protected List<Received> received() {
        return received(peer.lines());
    }

    static List<Received> received(List<String> lines) {
        return lines.stream()
                .map(line -> StrictJson.read(line.substring(line.indexOf('{')).getBytes(StandardCharsets.UTF_8)))
                .map(WazuhFileSinkContractTest::of)
                .toList();
    }

    @Override
    protected void breakFarEnd() throws IOException {
        peer.stop();
    }

    @Override
    protected void mendFarEnd() throws IOException {
        peer.behave(ScriptedPeer.Behaviour.READS);
        peer.restart();
    }

    @Override
    public void stallFarEnd() {
        peer.behave(ScriptedPeer.Behaviour.IGNORES);
    }

    @Override
    protected Duration patience() {
        return Duration.ofSeconds(5);
    }
}
