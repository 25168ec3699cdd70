package io.github.canarysiem.source.redis;

import io.github.canarysiem.Token;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The fields of a token's hash that are read. The secrets that lie beside them are never asked for.
 *
 * @param id the token
 * @param type see {@link Token#type()}
 * @param memo see {@link Token#memo()}
 * @param hits the bytes of {@code triggered_list}
 * @param exposure the bytes of {@code key_exposed_details}
 */
@SuppressWarnings("ArrayRecordComponent") // Never compared, never changed.
record TokenValues(
        String id, @Nullable String type, @Nullable String memo, byte @Nullable [] hits, byte @Nullable [] exposure) {
    /** What stands before the token in the name of its key. */
    static final String PREFIX = "canarydrop:";

    /** The fields, in the order of the components. */
    private static final byte[][] FIELDS = {
        bytes("type"), bytes("memo"), bytes("triggered_list"), bytes("key_exposed_details")
    };

    /** The arguments of HMGET for a key. */
    static byte[][] request(byte[] key) {
        return new byte[][] {key, FIELDS[0], FIELDS[1], FIELDS[2], FIELDS[3]};
    }

    /** Whether the reply to {@link #request} holds no hit and no exposure, as that of most tokens. */
    static boolean isUntriggered(List<?> reply) {
        return reply.get(2) == null && reply.get(3) == null;
    }

    /** Reads the reply to {@link #request}. */
    static TokenValues of(byte[] key, List<?> reply) {
        return new TokenValues(
                idOf(key), text(reply.get(0)), text(reply.get(1)), (byte @Nullable []) reply.get(2), (byte @Nullable [])
                        reply.get(3));
    }

    /** What is there of a key that is no hash. */
    static TokenValues ofStranger(byte[] key) {
        return new TokenValues(idOf(key), null, null, null, null);
    }

    /** The token whose key this is. */
    static String idOf(byte[] key) {
        return new String(key, PREFIX.length(), key.length - PREFIX.length(), StandardCharsets.UTF_8);
    }

    /** The token as the server stores it. */
    Token token() {
        return new Token(id, type, memo);
    }

    private static @Nullable String text(@Nullable Object value) {
        return value instanceof byte[] bytes ? new String(bytes, StandardCharsets.UTF_8) : null;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
