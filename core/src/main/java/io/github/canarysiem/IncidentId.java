package io.github.canarysiem;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * Makes the deterministic id of an incident: the same facts give the same id after a restart and on every replica.
 *
 * <p>The id is the first 128 bits of SHA-256 over the parts, each preceded by its length, so that no two lists of parts run
 * together; 32 lower-case hexadecimal digits.
 */
public final class IncidentId {
    private static final int BYTES = 16;
    private static final MessageDigest SHA_256 = lookedUp();

    private IncidentId() {}

    /** The id of these parts, in this order. Lone surrogates count as '?': use it on well-formed text. */
    public static String of(String... parts) {
        MessageDigest digest = sha256();
        for (String part : parts) {
            byte[] bytes = part.getBytes(StandardCharsets.UTF_8);
            digest.update(
                    ByteBuffer.allocate(Integer.BYTES).putInt(bytes.length).array());
            digest.update(bytes);
        }
        return HexFormat.of().formatHex(digest.digest(), 0, BYTES);
    }

    /** Whether the text has the form of an id. */
    public static boolean isValid(String text) {
        if (text.length() != 2 * BYTES) {
            return false;
        }
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if ((c < '0' || c > '9') && (c < 'a' || c > 'f')) {
                return false;
            }
        }
        return true;
    }

    /** A copy: looking the algorithm up takes as long as digesting a kilobyte. */
    private static MessageDigest sha256() {
        try {
            return (MessageDigest) SHA_256.clone();
        } catch (CloneNotSupportedException e) {
            throw new IllegalStateException("the SHA-256 of every Java runtime can be copied", e);
        }
    }

    private static MessageDigest lookedUp() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java runtime has SHA-256", e);
        }
    }
}
