package io.github.canarysiem.source.redis;

import io.github.canarysiem.spi.Settings;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;

/** Reads the PEM files (RFC 7468) that TLS to Redis needs. */
final class TlsFiles {
    private static final Pattern KEY =
            Pattern.compile("-----BEGIN PRIVATE KEY-----([A-Za-z0-9+/=\\s]+)-----END PRIVATE KEY-----");
    private static final char[] NO_PASSWORD = new char[0];

    private TlsFiles() {}

    /** What makes sockets with the files that the settings name; null without TLS. */
    static @Nullable SSLSocketFactory read(Settings settings, boolean tls) {
        Optional<Path> authority = settings.optionalPath("tls-ca");
        Optional<Path> certificate = settings.optionalPath("tls-certificate");
        Optional<Path> key = settings.optionalPath("tls-key");
        if (!tls) {
            for (String name : List.of("tls-ca", "tls-certificate", "tls-key")) {
                if (settings.keys().contains(name)) {
                    settings.problem(name, "is given, but url does not begin with rediss");
                }
            }
            return null;
        }
        if (certificate.isPresent() != key.isPresent()) {
            settings.problem(
                    certificate.isPresent() ? "tls-key" : "tls-certificate", "is missing; the two belong together");
        }
        Collection<? extends Certificate> trusted =
                authority.map(file -> certificates(settings, "tls-ca", file)).orElse(List.of());
        Collection<? extends Certificate> chain = certificate
                .map(file -> certificates(settings, "tls-certificate", file))
                .orElse(List.of());
        PrivateKey own = key.map(file -> privateKey(settings, file)).orElse(null);
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(
                    chain.isEmpty() || own == null ? null : identity(chain, own).getKeyManagers(),
                    trusted.isEmpty() ? null : trust(trusted).getTrustManagers(),
                    null);
            return context.getSocketFactory();
        } catch (GeneralSecurityException | IOException e) {
            settings.problem("tls-certificate", "does not belong to tls-key, or one of them is not usable");
            return null;
        }
    }

    private static Collection<? extends Certificate> certificates(Settings settings, String key, Path file) {
        try {
            Collection<? extends Certificate> found = CertificateFactory.getInstance("X.509")
                    .generateCertificates(new ByteArrayInputStream(Files.readAllBytes(file)));
            if (!found.isEmpty()) {
                return found;
            }
            settings.problem(key, "is a file without a certificate; it must be PEM");
        } catch (IOException e) {
            settings.problem(key, "is a file that cannot be read");
        } catch (GeneralSecurityException e) {
            settings.problem(key, "is a file without certificates; it must be PEM");
        }
        return List.of();
    }

    private static @Nullable PrivateKey privateKey(Settings settings, Path file) {
        try {
            Matcher pem = KEY.matcher(Files.readString(file, StandardCharsets.ISO_8859_1));
            if (pem.find()) {
                return decoded(Base64.getMimeDecoder().decode(pem.group(1)));
            }
        } catch (IOException e) {
            settings.problem("tls-key", "is a file that cannot be read");
            return null;
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            // The message below serves both faults.
        }
        settings.problem(
                "tls-key",
                "is not an unencrypted PKCS#8 key in PEM; openssl pkcs8 -topk8 -nocrypt -in OLD -out NEW makes one");
        return null;
    }

    private static PrivateKey decoded(byte[] key) throws GeneralSecurityException {
        for (String algorithm : List.of("RSA", "EC", "EdDSA")) {
            try {
                return KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(key));
            } catch (InvalidKeySpecException e) {
                // It is of one of the other kinds.
            }
        }
        throw new InvalidKeySpecException("unknown kind of key");
    }

    private static KeyManagerFactory identity(Collection<? extends Certificate> chain, PrivateKey key)
            throws GeneralSecurityException, IOException {
        KeyStore store = emptyStore();
        store.setKeyEntry("own", key, NO_PASSWORD, chain.toArray(new Certificate[0]));
        KeyManagerFactory managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        managers.init(store, NO_PASSWORD);
        return managers;
    }

    private static TrustManagerFactory trust(Collection<? extends Certificate> trusted)
            throws GeneralSecurityException, IOException {
        KeyStore store = emptyStore();
        int number = 0;
        for (Certificate certificate : trusted) {
            store.setCertificateEntry("ca" + number++, certificate);
        }
        TrustManagerFactory managers = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        managers.init(store);
        return managers;
    }

    private static KeyStore emptyStore() throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        return store;
    }
}
