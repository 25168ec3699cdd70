package io.github.canarysiem.source.log;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Turns lines into well-formed UTF-8. A byte that has no meaning in the log's encoding is read as ISO-8859-1, in which each has one, so
 * that a line in another encoding stays readable and nothing is lost. Not thread-safe.
 */
final class LineEncoding {
    private static final byte[] BYTE_ORDER_MARK = {(byte) 0xef, (byte) 0xbb, (byte) 0xbf};

    private final boolean isUtf8;
    private final CharsetDecoder decoder;

    LineEncoding(Charset charset) {
        this.isUtf8 = charset.equals(StandardCharsets.UTF_8);
        this.decoder = charset.newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
    }

    /** The line as an array of its own. */
    byte[] utf8(byte[] buffer, int from, int to) {
        int begin = startsWithMark(buffer, from, to) ? from + BYTE_ORDER_MARK.length : from;
        byte[] line = Arrays.copyOfRange(buffer, begin, to);
        return isAscii(line) ? line : decoded(line);
    }

    private byte[] decoded(byte[] line) {
        ByteBuffer bytes = ByteBuffer.wrap(line);
        CharBuffer text = CharBuffer.allocate(2 * line.length + 1);
        decoder.reset();
        CoderResult result = decoder.decode(bytes, text, true);
        if (isUtf8 && result.isUnderflow()) {
            return line;
        }
        while (result.isError()) {
            for (int i = 0; i < result.length(); i++) {
                text.put((char) (bytes.get() & 0xff));
            }
            result = decoder.decode(bytes, text, true);
        }
        decoder.flush(text);
        return text.flip().toString().getBytes(StandardCharsets.UTF_8);
    }

    private boolean startsWithMark(byte[] buffer, int from, int to) {
        return isUtf8
                && to - from >= BYTE_ORDER_MARK.length
                && Arrays.equals(
                        buffer, from, from + BYTE_ORDER_MARK.length, BYTE_ORDER_MARK, 0, BYTE_ORDER_MARK.length);
    }

    private static boolean isAscii(byte[] line) {
        for (byte each : line) {
            if (each < 0) {
                return false;
            }
        }
        return true;
    }
}
