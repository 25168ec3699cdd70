package io.github.canarysiem.source.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.canarysiem.spi.SettingsException;
import io.github.canarysiem.testing.FreePort;
import io.github.canarysiem.testing.PemFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** TLS with an authority of one's own, and with a client certificate. */
@Timeout(60)
class RedisTlsTest {
    private static final String KEY = "1795290001.000000";

    @TempDir
    static Path directory;

    private static PemFiles pem;

    @BeforeAll
    static void makeCertificates() throws Exception {
        pem = PemFiles.in(directory);
        pem.issue("redis", "san=ip:127.0.0.1,dns:localhost");
        pem.issue("elsewhere", "san=dns:other.example");
        pem.issue("client", "san=dns:canary-siem");
    }

    private static Scene scene(String certificate, String clients) {
        int tls = FreePort.find();
        Scene scene = Scene.delivering(
                "--tls-port", Integer.toString(tls),
                "--tls-cert-file", pem.certificate(certificate).toString(),
                "--tls-key-file", pem.key(certificate).toString(),
                "--tls-ca-cert-file", pem.authority().toString(),
                "--tls-auth-clients", clients);
        return scene.with("url", "rediss://127.0.0.1:" + tls)
                .with("tls-ca", pem.authority().toString());
    }

    @Test
    void trustsAnAuthorityOfOnesOwn() throws Exception {
        try (Scene scene = scene("redis", "no")) {
            scene.start();
            scene.write("a", Scene.hits(KEY));
            scene.awaitLines("hit 1 " + KEY);
        }
    }

    @Test
    void showsItsCertificate() throws Exception {
        try (Scene scene = scene("redis", "yes")
                .with("tls-certificate", pem.certificate("client").toString())
                .with("tls-key", pem.key("client").toString())) {
            scene.start();
            scene.write("a", Scene.hits(KEY));
            scene.awaitLines("hit 1 " + KEY);
        }
    }

    @Test
    void refusesACertificateOfAnotherHost() throws Exception {
        try (Scene scene = scene("elsewhere", "no")) {
            assertThatExceptionOfType(IOException.class)
                    .isThrownBy(() -> scene.source().probe())
                    .withMessageContaining("fails at TLS");
        }
    }

    @Test
    void refusesAnAuthorityThatNobodyNamed() throws Exception {
        try (Scene scene = scene("redis", "no").without("tls-ca")) {
            assertThatExceptionOfType(IOException.class)
                    .isThrownBy(() -> scene.source().probe())
                    .withMessageContaining("fails at TLS");
        }
    }

    @Test
    void namesAServerThatWantsACertificate() throws Exception {
        try (Scene scene = scene("redis", "yes")) {
            assertThatExceptionOfType(IOException.class)
                    .isThrownBy(() -> scene.source().probe())
                    .withMessageContaining("if it wants a client certificate, set tls-certificate");
        }
    }

    @Test
    void namesEveryFileThatIsNoUse() throws Exception {
        Path rubbish = Files.writeString(directory.resolve("rubbish.pem"), "-----BEGIN RSA PRIVATE KEY-----");
        try (Scene scene = scene("redis", "no")
                .with("tls-ca", rubbish.toString())
                .with("tls-certificate", directory.resolve("missing.pem").toString())
                .with("tls-key", rubbish.toString())) {
            assertThatExceptionOfType(SettingsException.class)
                    .isThrownBy(scene::source)
                    .withMessageContaining("sources.tokens.tls-ca: is a file without")
                    .withMessageContaining("sources.tokens.tls-certificate: is a file that cannot be read")
                    .withMessageContaining("sources.tokens.tls-key: is not an unencrypted PKCS#8 key")
                    .satisfies(fault -> assertThat(fault.getMessage()).doesNotContain(directory.toString()));
        }
    }
}
