package io.github.canarysiem.internal;

import java.util.HexFormat;
import java.util.zip.CRC32C;

/** Forms in which the journal keeps values. */
final class Bytes {
    private Bytes() {}

    /** The 16 bytes of an id. */
    static byte[] ofId(String id) {
        return HexFormat.of().parseHex(id);
    }

    /** CRC-32C: tells a body whose bits have changed on disk. */
    static long checksum(byte[] body) {
        CRC32C checksum = new CRC32C();
        checksum.update(body);
        return checksum.getValue();
    }
}
