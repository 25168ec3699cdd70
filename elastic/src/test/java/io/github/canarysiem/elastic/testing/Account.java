package io.github.canarysiem.elastic.testing;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;

/** Somebody whom a secured Elasticsearch knows. */
public record Account(String name, String password, String role) {
    private static final int ROUNDS = 10_000;
    private static final int BYTES = 32;

    String authorization() {
        return "Basic " + Base64.getEncoder().encodeToString((name + ":" + password).getBytes(StandardCharsets.UTF_8));
    }

    /** The password as Elasticsearch keeps it, see "User cache and password hash algorithms" in its documentation. */
    String hash() {
        try {
            byte[] salt = new byte[BYTES];
            byte[] hash = SecretKeyFactory.getInstance("PBKDF2WithHmacSHA512")
                    .generateSecret(new PBEKeySpec(password.toCharArray(), salt, ROUNDS, BYTES * Byte.SIZE))
                    .getEncoded();
            Base64.Encoder encoder = Base64.getEncoder();
            return "{PBKDF2}" + ROUNDS + "$" + encoder.encodeToString(salt) + "$" + encoder.encodeToString(hash);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
