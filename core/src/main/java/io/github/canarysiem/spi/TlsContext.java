package io.github.canarysiem.spi;

import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;

/**
 * Trust and identity of a TLS client, from the PEM files that the settings {@code tls-ca}, {@code tls-certificate} and {@code
 * tls-key} (PKCS #8 without a password) name. A file that has changed is read again, so a renewed certificate needs no restart.
 *
 * <p>Thread-safe. Its messages name settings, never paths or contents.
 */
public final class TlsContext {
    private static final String AUTHORITIES = "tls-ca";
    private static final String CERTIFICATE = "tls-certificate";
    private static final String KEY = "tls-key";
    private static final char[] NO_PASSWORD = new char[0];

    private final Optional<Path> authorities;
    private final Optional<Path> certificate;
    private final Optional<Path> key;
    private final FileBacked<SSLContext> context;

    private TlsContext(Optional<Path> authorities, Optional<Path> certificate, Optional<Path> key) {
        this.authorities = authorities;
        this.certificate = certificate;
        this.key = key;
        this.context = new FileBacked<>("tls-ca, tls-certificate or tls-key", Stream.of(authorities, certificate, key));
    }

    /** Reads the settings, and the files they name; every fault is noted there. Absent settings mean what Java trusts, and no identity. */
    public static TlsContext of(Settings settings) {
        TlsContext tls = new TlsContext(
                settings.optionalPath(AUTHORITIES), settings.optionalPath(CERTIFICATE), settings.optionalPath(KEY));
        if (tls.certificate.isPresent() != tls.key.isPresent()) {
            settings.problem(tls.key.isPresent() ? CERTIFICATE : KEY, "is missing; certificate and key go together");
        }
        boolean readable = Stream.of(
                        noted(settings, AUTHORITIES, () -> tls.trusted()),
                        noted(settings, CERTIFICATE, () -> tls.chain()),
                        noted(settings, KEY, () -> tls.ownKey()))
                .allMatch(good -> good);
        if (readable) {
            noted(settings, CERTIFICATE, () -> tls.load());
        }
        return tls;
    }

    /** Notes, for a plug-in that is set to use no TLS, each of the settings that is there all the same. */
    public static void refuse(Settings settings, String reason) {
        for (String name : List.of(AUTHORITIES, CERTIFICATE, KEY)) {
            if (settings.optionalText(name).isPresent()) {
                settings.problem(name, reason);
            }
        }
    }

    /**
     * The context for a new connection.
     *
     * @throws IOException naming the setting whose file cannot be used any more
     */
    public SSLContext current() throws IOException {
        return context.current(this::load);
    }

    private SSLContext load() throws IOException {
        try {
            SSLContext loaded = SSLContext.getInstance("TLS");
            loaded.init(identity(), trust(), null);
            return loaded;
        } catch (GeneralSecurityException e) {
            throw new IOException("does not belong to tls-key, or one of them is not usable", e);
        }
    }

    private KeyManager @Nullable [] identity() throws IOException, GeneralSecurityException {
        PrivateKey own = ownKey();
        if (own == null) {
            return null;
        }
        KeyStore store = Pem.emptyStore();
        store.setKeyEntry("own", own, NO_PASSWORD, chain().toArray(Certificate[]::new));
        KeyManagerFactory managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        managers.init(store, NO_PASSWORD);
        return managers.getKeyManagers();
    }

    private TrustManager @Nullable [] trust() throws IOException, GeneralSecurityException {
        if (authorities.isEmpty()) {
            return null;
        }
        KeyStore store = Pem.emptyStore();
        int number = 0;
        for (Certificate each : trusted()) {
            store.setCertificateEntry("authority-" + number++, each);
        }
        TrustManagerFactory managers = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        managers.init(store);
        return managers.getTrustManagers();
    }

    private List<Certificate> trusted() throws IOException {
        return authorities.isPresent() ? Pem.certificates(authorities.get()) : List.of();
    }

    private List<Certificate> chain() throws IOException {
        return certificate.isPresent() ? Pem.certificates(certificate.get()) : List.of();
    }

    private @Nullable PrivateKey ownKey() throws IOException {
        return key.isPresent() ? Pem.privateKey(key.get()) : null;
    }

    @FunctionalInterface
    private interface Reading {
        @Nullable
        Object run() throws IOException;
    }

    private static boolean noted(Settings settings, String setting, Reading reading) {
        try {
            reading.run();
            return true;
        } catch (IOException e) {
            settings.problem(setting, String.valueOf(e.getMessage()));
            return false;
        }
    }
}
