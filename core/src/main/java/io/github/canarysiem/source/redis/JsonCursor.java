package io.github.canarysiem.source.redis;

import io.github.canarysiem.json.Text;
import io.github.canarysiem.source.canarytokens.StoredJson;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Steps over the bytes of a JSON document and hashes what it holds. Used by one thread. */
final class JsonCursor {
    /** The bytes hold something else. */
    static final class Unexpected extends Exception {
        private static final long serialVersionUID = 1;

        /** Without a stack trace: it is a verdict, not a failure. */
        Unexpected() {
            super("not the JSON that was expected", null, false, false);
        }
    }

    private static final String NULL = "null";

    private final byte[] json;
    private final KeyedHash hash;
    private int at;
    private boolean escaped;

    JsonCursor(byte[] json, KeyedHash hash) {
        this.json = json;
        this.hash = hash;
    }

    /** The hash that {@link #textHash()} gives for this text. */
    static long hashOf(String text, KeyedHash hash) {
        byte[] bytes = Text.wellFormed(text).getBytes(StandardCharsets.UTF_8);
        return hash.of(0, bytes, 0, bytes.length);
    }

    /** Refuses what lies deeper than {@link StoredJson} reads. */
    void enter(int depth) throws Unexpected {
        if (depth >= StoredJson.DEPTH) {
            throw new Unexpected();
        }
    }

    /** The next byte that is no blank; it stays. */
    int peek() throws Unexpected {
        while (at < json.length && (json[at] == ' ' || json[at] == '\n' || json[at] == '\r' || json[at] == '\t')) {
            at++;
        }
        if (at == json.length) {
            throw new Unexpected();
        }
        return json[at];
    }

    void expect(char wanted) throws Unexpected {
        if (peek() != wanted) {
            throw new Unexpected();
        }
        at++;
    }

    /** Behind an opening bracket: whether there is a first element; if not, the closing bracket is passed. */
    boolean opens(char closing) throws Unexpected {
        if (peek() == closing) {
            at++;
            return false;
        }
        return true;
    }

    /** Behind an element: whether there is another; if not, the closing bracket is passed. */
    boolean goesOn(char closing) throws Unexpected {
        if (peek() == closing) {
            at++;
            return false;
        }
        expect(',');
        return true;
    }

    boolean isAtEnd() {
        try {
            peek();
            return false;
        } catch (Unexpected e) {
            return true;
        }
    }

    /** The hash of a string's content. */
    long textHash() throws Unexpected {
        int from = opening();
        return escaped ? hashOf(decoded(from), hash) : hash.of(0, json, from, at - 1);
    }

    /** A string's content. */
    String text() throws Unexpected {
        int from = opening();
        return escaped ? decoded(from) : new String(json, from, at - 1 - from, StandardCharsets.UTF_8);
    }

    /** Passes a string and says where its content begins. */
    private int opening() throws Unexpected {
        expect('"');
        int from = at;
        escaped = false;
        while (at < json.length && json[at] != '"') {
            escaped |= json[at] == '\\';
            at += json[at] == '\\' ? 2 : 1;
        }
        if (at >= json.length) {
            throw new Unexpected();
        }
        at++;
        return from;
    }

    private String decoded(int from) throws Unexpected {
        try {
            return StoredJson.read(Arrays.copyOfRange(json, from - 1, at)).asText();
        } catch (IOException e) {
            throw new Unexpected();
        }
    }

    /** The hash of a number or a bare word; 0 for null. */
    long wordHash() throws Unexpected {
        int from = at;
        while (at < json.length && isOfWord(json[at])) {
            at++;
        }
        if (from == at) {
            throw new Unexpected();
        }
        boolean isNull = at - from == NULL.length() && json[from] == 'n' && json[from + 1] == 'u';
        return isNull ? 0 : hash.of(0, json, from, at);
    }

    private static boolean isOfWord(byte each) {
        return (each >= 'a' && each <= 'z')
                || (each >= 'A' && each <= 'Z')
                || (each >= '0' && each <= '9')
                || each == '.'
                || each == '-'
                || each == '+';
    }
}
