package io.github.canarysiem.wazuh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.canarysiem.spi.IncidentSink;
import io.github.canarysiem.spi.Settings;
import io.github.canarysiem.spi.SettingsException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.net.ServerSocketFactory;
import javax.net.ssl.SSLServerSocket;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class SyslogTlsTest {
    @TempDir
    static Path folder;

    private static TestCertificates certificates;

    private final List<AutoCloseable> opened = new ArrayList<>();

    @BeforeAll
    static void makeCertificates() throws Exception {
        certificates = new TestCertificates(folder)
                .with("here", "ip:127.0.0.1")
                .with("elsewhere", "dns:other.example")
                .with("client", "dns:client.example");
    }

    @AfterEach
    void closeAll() throws Exception {
        for (AutoCloseable each : opened) {
            each.close();
        }
    }

    @Test
    void aTrustedPeerGetsEachBatchOnce() throws Exception {
        ScriptedPeer peer = peer(certificates.server("here", "client"));
        IncidentSink sink = sink(peer, Map.of("tls-ca", certificates.certificate("here")));
        for (int i = 0; i < 20; i++) {
            sink.deliver(Samples.hits(i * 10, i * 10 + 10));
        }
        assertThat(peer.ids()).containsExactlyElementsOf(WazuhSyslogSinkTest.ids(Samples.hits(0, 200)));
        assertThat(sink.probe()).contains("names the host");
    }

    @Test
    void aSlowReaderIsWaitedFor() throws Exception {
        ScriptedPeer peer = peer(certificates.server("here", "client"));
        peer.behave(ScriptedPeer.Behaviour.READS_SLOWLY);
        sink(peer, Map.of("tls-ca", certificates.certificate("here"))).deliver(Samples.hits(0, 2_000));
        assertThat(peer.ids()).hasSize(2_000);
    }

    @Test
    void aPeerThatResetsOrNeverAnswersConfirmsNothing() throws Exception {
        ScriptedPeer peer = peer(certificates.server("here", "client"));
        IncidentSink sink = sink(peer, Map.of("tls-ca", certificates.certificate("here"), "confirm-timeout", "500ms"));
        // Java's TLS says goodbye even before a reset, so the batch is one that no system's buffers take unread.
        peer.behave(ScriptedPeer.Behaviour.RESETS);
        assertThatThrownBy(() -> sink.deliver(Samples.hits(0, 20_000))).isInstanceOf(IOException.class);
        peer.behave(ScriptedPeer.Behaviour.NEVER_ENDS);
        assertThatThrownBy(() -> sink.deliver(Samples.hits(0, 20)))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("confirm-timeout");
        peer.behave(ScriptedPeer.Behaviour.IGNORES);
        assertThatThrownBy(() -> sink.deliver(Samples.hits(0, 20)))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("confirm-timeout");
    }

    @Test
    void anUntrustedAuthorityIsRefused() throws Exception {
        ScriptedPeer peer = peer(certificates.server("here", "client"));
        for (Map<String, Object> trust :
                List.<Map<String, Object>>of(Map.of(), Map.of("tls-ca", certificates.certificate("elsewhere")))) {
            assertThatThrownBy(() -> sink(peer, trust).deliver(Samples.hits(0, 1)))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("certificate is not accepted");
        }
        assertThat(peer.lines()).isEmpty();
    }

    @Test
    void aCertificateOfAnotherHostIsRefusedUnlessAsked() throws Exception {
        ScriptedPeer peer = peer(certificates.server("elsewhere", "client"));
        Map<String, Object> trust = Map.of("tls-ca", certificates.certificate("elsewhere"));
        assertThatThrownBy(() -> sink(peer, trust).deliver(Samples.hits(0, 1)))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("names the host");
        assertThat(peer.lines()).isEmpty();

        Map<String, Object> careless = new HashMap<>(trust);
        careless.put("tls-verify-host", "false");
        IncidentSink sink = sink(peer, careless);
        sink.deliver(Samples.hits(0, 1));
        assertThat(peer.ids()).hasSize(1);
        assertThat(sink.probe()).contains("tls-verify-host is off");
    }

    @Test
    void aPeerMayAskForOurCertificate() throws Exception {
        ScriptedPeer peer = peer(asking(certificates.server("here", "client"), "TLSv1.3", "TLSv1.2"));
        Map<String, Object> values = new HashMap<>(Map.of("tls-ca", certificates.certificate("here")));
        assertThatThrownBy(() -> sink(peer, values).deliver(Samples.hits(0, 1))).isInstanceOf(IOException.class);
        assertThat(peer.lines()).isEmpty();

        values.put("tls-certificate", certificates.certificate("client"));
        values.put("tls-key", certificates.key("client"));
        sink(peer, values).deliver(Samples.hits(0, 1));
        assertThat(peer.ids()).hasSize(1);
    }

    @Test
    void versionsBelow12AreRefused() throws Exception {
        ScriptedPeer twelve = peer(asking(certificates.server("here", "client"), "TLSv1.2"));
        Map<String, Object> values = Map.of(
                "tls-ca", certificates.certificate("here"),
                "tls-certificate", certificates.certificate("client"),
                "tls-key", certificates.key("client"));
        sink(twelve, values).deliver(Samples.hits(0, 1));
        assertThat(twelve.ids()).hasSize(1);

        ScriptedPeer old = peer(asking(certificates.server("here", "client"), "TLSv1.1", "TLSv1"));
        assertThatThrownBy(() -> sink(old, values).deliver(Samples.hits(0, 1))).isInstanceOf(IOException.class);
        assertThat(old.lines()).isEmpty();
    }

    @Test
    void aRenewedAuthorityIsNoticedWithoutARestart() throws Exception {
        ScriptedPeer peer = peer(certificates.server("here", "client"));
        Path authority = folder.resolve("authority.pem");
        Files.copy(certificates.certificate("elsewhere"), authority, StandardCopyOption.REPLACE_EXISTING);
        Files.setLastModifiedTime(authority, FileTime.from(Instant.EPOCH));
        IncidentSink sink = sink(peer, Map.of("tls-ca", authority));
        assertThatThrownBy(() -> sink.deliver(Samples.hits(0, 1))).isInstanceOf(IOException.class);

        Files.copy(certificates.certificate("here"), authority, StandardCopyOption.REPLACE_EXISTING);
        sink.deliver(Samples.hits(0, 1));
        assertThat(peer.ids()).hasSize(1);
    }

    @Test
    void filesThatDoNotFitAreNamedBySetting() throws Exception {
        ScriptedPeer peer = peer(certificates.server("here", "client"));
        Path wrong = Files.writeString(folder.resolve("wrong.pem"), "-----BEGIN RSA PRIVATE KEY-----\n");
        assertThatThrownBy(() ->
                        sink(peer, Map.of("tls-certificate", certificates.certificate("client"), "tls-key", wrong)))
                .isInstanceOf(SettingsException.class)
                .hasMessageContaining("openssl pkcs8");
        assertThatThrownBy(() -> sink(peer, Map.of("tls-ca", wrong)))
                .isInstanceOf(SettingsException.class)
                .hasMessageContaining("PEM");
        assertThatThrownBy(() -> sink(peer, Map.of("tls-key", wrong)))
                .isInstanceOf(SettingsException.class)
                .hasMessageContaining("tls-certificate: is missing");
    }

    private ScriptedPeer peer(ServerSocketFactory factory) throws IOException {
        ScriptedPeer peer = ScriptedPeer.start(factory);
        opened.add(peer);
        return peer;
    }

    private IncidentSink sink(ScriptedPeer peer, Map<String, Object> more) {
        Map<String, Object> values =
                new HashMap<>(Map.of("host", "127.0.0.1", "port", peer.port(), "transport", "tls"));
        values.putAll(more);
        IncidentSink sink = new WazuhSyslogProvider().create(Settings.of("sinks.manager", values));
        opened.add(sink);
        return sink;
    }

    /** Insists on a client certificate, in these versions. */
    private static ServerSocketFactory asking(ServerSocketFactory factory, String... versions) {
        return new ServerSocketFactory() {
            @Override
            public ServerSocket createServerSocket(int port) throws IOException {
                return strict(factory.createServerSocket(port));
            }

            @Override
            public ServerSocket createServerSocket(int port, int backlog) throws IOException {
                return strict(factory.createServerSocket(port, backlog));
            }

            @Override
            public ServerSocket createServerSocket(int port, int backlog, InetAddress address) throws IOException {
                return strict(factory.createServerSocket(port, backlog, address));
            }

            private ServerSocket strict(ServerSocket socket) {
                ((SSLServerSocket) socket).setEnabledProtocols(versions);
                ((SSLServerSocket) socket).setNeedClientAuth(true);
                return socket;
            }
        };
    }
}
