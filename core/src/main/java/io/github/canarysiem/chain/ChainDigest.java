package io.github.canarysiem.chain;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.canarysiem.Incident;
import io.github.canarysiem.json.IncidentJson;
import io.github.canarysiem.spi.Secret;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/** Works out the digests of a chain. Thread-safe. */
public final class ChainDigest {
    private static final String ALGORITHM = "HmacSHA256";
    private static final String UNKEYED = "plain";
    private static final int CHECK_DIGITS = 16;

    private final @Nullable SecretKeySpec key;

    private ChainDigest(@Nullable SecretKeySpec key) {
        this.key = key;
    }

    /** Without a key: it shows accidents, and changes by somebody who cannot rewrite the rest. */
    public static ChainDigest plain() {
        return new ChainDigest(null);
    }

    /** With a key: nobody can write a link who has not got it. */
    public static ChainDigest keyed(Secret secret) {
        return new ChainDigest(new SecretKeySpec(secret.reveal().getBytes(StandardCharsets.UTF_8), ALGORITHM));
    }

    /** The digest of a link, as 64 hexadecimal digits. The incident's own {@code chain} and {@code revision} do not count. */
    String of(Incident incident, int sequence, String previous) {
        ObjectNode content = IncidentJson.toTree(incident);
        content.remove(List.of("chain", "revision"));
        return of(sequence + "\n" + previous + "\n" + content);
    }

    /** Tells chains of different keys apart without telling anything of the key. */
    String check() {
        return key == null ? UNKEYED : of("canary-siem chain").substring(0, CHECK_DIGITS);
    }

    /** Says whether there is a key, never which. */
    @Override
    public String toString() {
        return key == null ? "digest without a key" : "digest with a key";
    }

    private String of(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        try {
            if (key == null) {
                return HexFormat.of()
                        .formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
            }
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            return HexFormat.of().formatHex(mac.doFinal(bytes));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java runtime has SHA-256 and its HMAC", e);
        }
    }
}
