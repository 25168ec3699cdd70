package io.github.canarysiem.spi;

import java.io.IOException;
import java.io.InputStream;
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
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads PEM files (RFC 7468). Messages complete a sentence that begins with the setting's name, and hold neither path nor content. */
final class Pem {
    private static final Pattern PKCS8 =
            Pattern.compile("-----BEGIN PRIVATE KEY-----([A-Za-z0-9+/=\\s]+)-----END PRIVATE KEY-----");
    private static final List<String> ALGORITHMS = List.of("RSA", "EC", "EdDSA");

    private Pem() {}

    static List<Certificate> certificates(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            List<Certificate> found =
                    List.copyOf(CertificateFactory.getInstance("X.509").generateCertificates(in));
            if (!found.isEmpty()) {
                return found;
            }
        } catch (IOException e) {
            throw new IOException("is a file that cannot be read", e);
        } catch (GeneralSecurityException e) {
            throw new IOException("is a file without certificates; it must be PEM", e);
        }
        throw new IOException("is a file without a certificate; it must be PEM");
    }

    static PrivateKey privateKey(Path file) throws IOException {
        try {
            Matcher pem = PKCS8.matcher(Files.readString(file, StandardCharsets.ISO_8859_1));
            if (pem.find()) {
                return decoded(Base64.getMimeDecoder().decode(pem.group(1)));
            }
        } catch (IOException e) {
            throw new IOException("is a file that cannot be read", e);
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw unusable(e);
        }
        throw unusable(null);
    }

    static KeyStore emptyStore() throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        return store;
    }

    private static IOException unusable(@Nullable Exception cause) {
        return new IOException(
                "is not an unencrypted PKCS#8 key in PEM; openssl pkcs8 -topk8 -nocrypt -in OLD -out NEW makes one",
                cause);
    }

    /** The encoded form does not tell its algorithm to the public API. */
    private static PrivateKey decoded(byte[] key) throws GeneralSecurityException {
        for (String algorithm : ALGORITHMS) {
            try {
                return KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(key));
            } catch (InvalidKeySpecException e) {
                // It is of one of the other kinds.
            }
        }
        throw new InvalidKeySpecException("unknown kind of key");
    }
}
