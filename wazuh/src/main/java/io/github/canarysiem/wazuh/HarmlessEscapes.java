package io.github.canarysiem.wazuh;

import com.fasterxml.jackson.core.SerializableString;
import com.fasterxml.jackson.core.io.CharacterEscapes;
import com.fasterxml.jackson.core.io.SerializedString;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Escapes what would move a cursor, break a line or reorder text in the viewer of a log file. Only the bytes differ: the decoded
 * text is exactly the original.
 */
final class HarmlessEscapes extends CharacterEscapes {
    private static final long serialVersionUID = 1L;
    private static final int DELETE = 0x7f;
    private static final int FIRST_NON_ASCII = 0x80;
    private static final int FIRST_OF_THREE_BYTES = 0x800;
    private static final Map<Character, SerializableString> ESCAPES = escapes();

    @Override
    public int[] getEscapeCodesForAscii() {
        int[] codes = standardAsciiEscapesForJSON();
        codes[DELETE] = ESCAPE_STANDARD;
        return codes;
    }

    @Override
    public @Nullable SerializableString getEscapeSequence(int character) {
        return ESCAPES.get((char) character);
    }

    /** Whether a character would move a cursor, break a line or reorder text. */
    static boolean areNeededFor(int character) {
        return character < ' '
                || character == DELETE
                || (character <= Character.MAX_VALUE && ESCAPES.containsKey((char) character));
    }

    /** Bytes that the character at this index takes in the line; a surrogate pair's are counted at its first half. */
    static int bytesInLine(char c) {
        return switch (c) {
            case '"', '\\', '\b', '\t', '\n', '\f', '\r' -> 2;
            default -> c < ' ' || c == DELETE || ESCAPES.containsKey(c) ? 6 : bytesInUtf8(c);
        };
    }

    /** Bytes of the character in UTF-8; a surrogate pair's are counted at its first half. */
    static int bytesInUtf8(char c) {
        if (c < FIRST_NON_ASCII) {
            return 1;
        }
        if (c < FIRST_OF_THREE_BYTES) {
            return 2;
        }
        if (Character.isSurrogate(c)) {
            return Character.isHighSurrogate(c) ? 4 : 0;
        }
        return 3;
    }

    private static Map<Character, SerializableString> escapes() {
        Map<Character, SerializableString> escapes = new HashMap<>();
        for (int c = FIRST_NON_ASCII; c <= Character.MAX_VALUE; c++) {
            if (needsEscape((char) c)) {
                escapes.put(
                        (char) c, new SerializedString("\\u" + HexFormat.of().toHexDigits((char) c)));
            }
        }
        return Map.copyOf(escapes);
    }

    private static boolean needsEscape(char c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL, Character.FORMAT, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR -> true;
            default -> c >= 0xfffe || (c >= 0xfdd0 && c <= 0xfdef);
        };
    }
}
