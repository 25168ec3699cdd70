package io.github.canarysiem.source.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import io.github.canarysiem.spi.Settings;
import io.github.canarysiem.spi.SettingsException;
import io.github.canarysiem.testing.PemFiles;
import io.github.canarysiem.testing.RecordingIntake;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Who may come in: by address, by header, by TLS; and who is put out when it is full. */
@Timeout(60)
class WebhookAccessTest {
    private static final String OTHER_SECRET = "another-secret-0123456789";

    @TempDir
    private static Path folder;

    private static PemFiles pem;

    @BeforeAll
    static void issueCertificates() throws Exception {
        pem = PemFiles.in(folder);
        pem.issue("first", "san=ip:127.0.0.1");
        pem.issue("second", "san=ip:127.0.0.1");
    }

    @Test
    void onlyAllowedAddressesMaySendWhateverTheyClaim() throws Exception {
        try (Inn inn = Inn.open(Map.of("allowed-sources", List.of("127.0.0.2", "192.0.2.0/24")))) {
            assertThat(inn.exchange(
                            Inn.request(Bodies.marked("a"), "X-Forwarded-For: 127.0.0.2", "Forwarded: for=127.0.0.2")))
                    .startsWith("HTTP/1.1 403 ")
                    .contains("this address may not send here");
            try (Socket allowed = new Socket()) {
                allowed.bind(new InetSocketAddress("127.0.0.2", 0));
                allowed.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), inn.port));
                Inn.send(allowed, Inn.request(Bodies.marked("b")));
                assertThat(Inn.rest(allowed)).startsWith("HTTP/1.1 200 ");
            }
        }
    }

    @Test
    void aHeaderMayHoldTheSecretOnceAndNotTwice() throws Exception {
        Map<String, Object> further = Map.of("header", "X-Canary", "header-secret", OTHER_SECRET);
        String body = Bodies.marked("a");
        try (Inn inn = Inn.open(further)) {
            assertThat(inn.post(body)).startsWith("HTTP/1.1 403 ");
            assertThat(inn.exchange(Inn.request(body, "X-Canary: wrong"))).startsWith("HTTP/1.1 403 ");
            assertThat(inn.exchange(Inn.request(body, "X-Canary: " + OTHER_SECRET, "X-Canary: " + OTHER_SECRET)))
                    .startsWith("HTTP/1.1 403 ");
            assertThat(inn.exchange(
                            Inn.request(body, "X-Canary: " + OTHER_SECRET).replace(Inn.SECRET, "wrong")))
                    .startsWith("HTTP/1.1 403 ");
            assertThat(inn.exchange(Inn.request(body, "x-canary: " + OTHER_SECRET)))
                    .startsWith("HTTP/1.1 200 ");
        }
    }

    @Test
    void aHeaderAloneIsEnoughIfNothingElseIsAskedFor() throws Exception {
        Map<String, Object> values =
                Map.of("listen", "127.0.0.1:0", "header", "X-Canary", "header-secret", OTHER_SECRET);
        try (Inn inn = Inn.open(WebhookSettings.read(Settings.of("it", values)), new RecordingIntake())) {
            String request = Inn.request(Bodies.marked("a"), "X-Canary: " + OTHER_SECRET);
            assertThat(inn.exchange(request)).startsWith("HTTP/1.1 404 ");
            assertThat(inn.exchange(request.replace("/hook/" + Inn.SECRET, "/hook")))
                    .startsWith("HTTP/1.1 200 ");
        }
    }

    @Test
    void aFloodFromOneAddressPutsOutNobodyFromAnother() throws Exception {
        List<Socket> flood = new ArrayList<>();
        try (Inn inn = Inn.open(Map.of("maximum-connections", "20", "request-timeout", "60s"));
                Socket patient = new Socket()) {
            patient.bind(new InetSocketAddress("127.0.0.2", 0));
            patient.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), inn.port));
            for (int i = 0; i < 200; i++) {
                flood.add(inn.connect());
            }
            Inn.send(patient, Inn.request(Bodies.marked("patient")));
            assertThat(Inn.rest(patient)).startsWith("HTTP/1.1 200 ");
        } finally {
            for (Socket each : flood) {
                each.close();
            }
        }
    }

    @Test
    void tlsShowsARenewedCertificateWithoutARestart() throws Exception {
        Path certificate = Files.copy(pem.certificate("first"), folder.resolve("live.crt"));
        Path key = Files.copy(pem.key("first"), folder.resolve("live.key"));
        try (Inn inn = Inn.open(Map.of("tls-certificate", certificate.toString(), "tls-key", key.toString()))) {
            assertThat(postSecurely(inn, "a")).isEqualTo("CN=first");

            Files.copy(pem.key("second"), key, StandardCopyOption.REPLACE_EXISTING);
            Files.copy(pem.certificate("second"), certificate, StandardCopyOption.REPLACE_EXISTING);
            Files.setLastModifiedTime(certificate, FileTime.fromMillis(System.currentTimeMillis() + 2_000));
            await().atMost(Inn.PATIENCE)
                    .untilAsserted(() -> assertThat(postSecurely(inn, "b")).isEqualTo("CN=second"));

            Files.writeString(certificate, "half writt");
            Files.setLastModifiedTime(certificate, FileTime.fromMillis(System.currentTimeMillis() + 4_000));
            await().atMost(Inn.PATIENCE)
                    .until(() -> inn.intake.health().detail().contains("certificate"));
            assertThat(postSecurely(inn, "c")).isEqualTo("CN=second");
        }
    }

    @Test
    void tlsTakesAKeyStore() throws Exception {
        Path store = keyStore();
        Map<String, Object> further =
                Map.of("tls-key-store", store.toString(), "tls-key-store-password", "store-password");
        try (Inn inn = Inn.open(further)) {
            assertThat(postSecurely(inn, "a")).isEqualTo("CN=first");
            assertThat(inn.post(Bodies.marked("plain"))).doesNotContain(" 200 ");
        }
        Map<String, Object> wrong = new HashMap<>(further);
        wrong.put("tls-key-store-password", "wrong");
        assertThat(catchFault(wrong))
                .contains("tls-key-store: is no PKCS #12 or JKS")
                .doesNotContain("wrong");
    }

    private static String catchFault(Map<String, Object> further) {
        try {
            Inn.settings(further);
            return "";
        } catch (SettingsException e) {
            return String.valueOf(e.getMessage());
        }
    }

    @Test
    void aProbeKnowsARunningTwinFromAStranger() throws Exception {
        Map<String, Object> further = Map.of(
                "tls-certificate",
                pem.certificate("first").toString(),
                "tls-key",
                pem.key("first").toString());
        for (Map<String, Object> each : List.of(Map.<String, Object>of(), further)) {
            try (Inn inn = Inn.open(each)) {
                assertThat(probe(inn.port, each)).contains("is served by a running canary-siem");
                assertThatExceptionOfType(IOException.class)
                        .isThrownBy(() -> probe(inn.port, Map.of("secret", OTHER_SECRET)))
                        .withMessageContaining("is taken by another program");
            }
        }
        try (ServerSocket stranger = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertThatExceptionOfType(IOException.class)
                    .isThrownBy(() -> probe(stranger.getLocalPort(), Map.of()))
                    .withMessageContaining("is taken by another program");
        }
        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> probe(0, Map.of("listen", "192.0.2.1:8600")))
                .withMessageContaining("is no address of this machine");
    }

    private static String probe(int port, Map<String, Object> further) throws Exception {
        Map<String, Object> values = new HashMap<>(Map.of("listen", "127.0.0.1:" + port));
        values.putAll(further);
        return new WebhookSource(Inn.settings(values), Clock.systemUTC(), ListeningSocket::open, 0).probe();
    }

    /** The subject of the certificate that was shown; the body was stored. */
    private static String postSecurely(Inn inn, String mark) throws Exception {
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        try (InputStream in = Files.newInputStream(pem.authority())) {
            trusted.setCertificateEntry(
                    "ca", CertificateFactory.getInstance("X.509").generateCertificate(in));
        }
        TrustManagerFactory managers = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        managers.init(trusted);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, managers.getTrustManagers(), null);
        try (SSLSocket socket =
                (SSLSocket) context.getSocketFactory().createSocket(InetAddress.getLoopbackAddress(), inn.port)) {
            Inn.send(socket, Inn.request(Bodies.marked(mark)));
            assertThat(Inn.rest(socket)).startsWith("HTTP/1.1 200 ");
            X509Certificate shown = (X509Certificate) socket.getSession().getPeerCertificates()[0];
            return shown.getSubjectX500Principal().getName();
        }
    }

    private static Path keyStore() throws Exception {
        KeyStore made = KeyStore.getInstance("PKCS12");
        made.load(null, null);
        KeyStore all = KeyStore.getInstance(folder.resolve("keys.p12").toFile(), "throw-away".toCharArray());
        made.setKeyEntry(
                "server",
                all.getKey("first", "throw-away".toCharArray()),
                "store-password".toCharArray(),
                all.getCertificateChain("first"));
        Path file = folder.resolve("server.p12");
        try (OutputStream out = Files.newOutputStream(file)) {
            made.store(out, "store-password".toCharArray());
        }
        return file;
    }
}
