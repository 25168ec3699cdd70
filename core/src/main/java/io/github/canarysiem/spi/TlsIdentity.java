package io.github.canarysiem.spi;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/**
 * Certificate and key with which a server shows itself: PEM files ({@code tls-certificate}, its chain included, and {@code
 * tls-key}, PKCS #8 without a password), or a key store of Java's ({@code tls-key-store}, PKCS #12 or JKS, with {@code
 * tls-key-store-password}; its first private key counts). A file that has changed is read again, so a renewed certificate needs no
 * restart.
 *
 * <p>Thread-safe. Its messages name settings, never paths or contents.
 */
public final class TlsIdentity {
    private static final String CERTIFICATE = "tls-certificate";
    private static final String KEY = "tls-key";
    private static final String STORE = "tls-key-store";
    private static final String PASSWORD = "tls-key-store-password";

    private final Optional<Path> certificate;
    private final Optional<Path> key;
    private final Optional<Path> store;
    private final char[] password;
    private final FileBacked<Loaded> loaded;

    private record Loaded(SSLContext context, X509Certificate certificate) {}

    private TlsIdentity(Optional<Path> certificate, Optional<Path> key, Optional<Path> store, char[] password) {
        this.certificate = certificate;
        this.key = key;
        this.store = store;
        this.password = password;
        this.loaded = new FileBacked<>("tls-certificate, tls-key or tls-key-store", Stream.of(certificate, key, store));
    }

    /** Reads the settings, and the files they name; every fault is noted there. Empty if none of them is there: no TLS. */
    public static Optional<TlsIdentity> of(Settings settings) {
        TlsIdentity identity = new TlsIdentity(
                settings.optionalPath(CERTIFICATE),
                settings.optionalPath(KEY),
                settings.optionalPath(STORE),
                settings.optionalSecret(PASSWORD)
                        .map(secret -> secret.reveal().toCharArray())
                        .orElse(new char[0]));
        boolean pem = identity.certificate.isPresent() || identity.key.isPresent();
        if (!pem && identity.store.isEmpty()) {
            if (identity.password.length > 0) {
                settings.problem(STORE, "is missing, but there is a password for it");
            }
            return Optional.empty();
        }
        if (pem && identity.store.isPresent()) {
            settings.problem(STORE, "is given beside PEM files; give one or the other");
        } else if (pem && identity.certificate.isPresent() != identity.key.isPresent()) {
            settings.problem(
                    identity.key.isPresent() ? CERTIFICATE : KEY, "is missing; certificate and key go together");
        } else {
            identity.check(settings);
        }
        return Optional.of(identity);
    }

    /**
     * The context for new connections; the same object until a file has changed.
     *
     * @throws IOException naming the setting whose file cannot be used any more
     */
    public SSLContext current() throws IOException {
        return loaded.current(this::load).context;
    }

    /**
     * The certificate itself, without its chain.
     *
     * @throws IOException as {@link #current}
     */
    public X509Certificate certificate() throws IOException {
        return loaded.current(this::load).certificate;
    }

    private void check(Settings settings) {
        boolean readable = Stream.of(
                        isReadable(settings, CERTIFICATE, certificate),
                        isReadable(settings, KEY, key),
                        isReadable(settings, STORE, store))
                .allMatch(good -> good);
        String setting = store.isPresent() ? STORE : CERTIFICATE;
        try {
            if (readable && key.isPresent()) {
                setting = KEY;
                Pem.privateKey(key.get());
                setting = CERTIFICATE;
                Pem.certificates(certificate.orElseThrow());
            }
            if (readable) {
                loaded.current(this::load);
            }
        } catch (IOException e) {
            settings.problem(setting, String.valueOf(e.getMessage()));
        }
    }

    private static boolean isReadable(Settings settings, String setting, Optional<Path> file) {
        boolean readable = file.isEmpty() || Files.isReadable(file.get());
        if (!readable) {
            settings.problem(setting, "is a file that cannot be read");
        }
        return readable;
    }

    private Loaded load() throws IOException {
        try {
            KeyStore keys = store.isPresent() ? opened(store.get()) : assembled();
            KeyManagerFactory managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            managers.init(keys, password);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(managers.getKeyManagers(), null, null);
            return new Loaded(context, leaf(keys));
        } catch (GeneralSecurityException e) {
            throw new IOException(
                    store.isPresent()
                            ? "holds no private key that its password opens"
                            : "does not belong to tls-key, or one of them is not usable",
                    e);
        }
    }

    private KeyStore assembled() throws IOException, GeneralSecurityException {
        KeyStore keys = Pem.emptyStore();
        PrivateKey own = Pem.privateKey(key.orElseThrow());
        List<Certificate> chain = Pem.certificates(certificate.orElseThrow());
        keys.setKeyEntry("own", own, password, chain.toArray(Certificate[]::new));
        return keys;
    }

    private KeyStore opened(Path file) throws IOException, GeneralSecurityException {
        // Reads PKCS #12 and JKS, whichever it is.
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(file)) {
            keys.load(in, password);
        } catch (IOException e) {
            throw new IOException("is no PKCS #12 or JKS key store that tls-key-store-password opens", e);
        }
        return keys;
    }

    private X509Certificate leaf(KeyStore keys) throws GeneralSecurityException {
        for (String alias : Collections.list(keys.aliases())) {
            Key found = keys.isKeyEntry(alias) ? keys.getKey(alias, password) : null;
            if (found instanceof PrivateKey && keys.getCertificate(alias) instanceof X509Certificate leaf) {
                return leaf;
            }
        }
        throw new GeneralSecurityException("no private key with a certificate");
    }
}
