package io.github.canarysiem.http;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/** A request, without the credentials, which {@link HttpSender} adds. Immutable but for its body, which is not copied. */
public final class HttpCall {
    private static final String ENCODING = "Content-Encoding";
    private static final int WORTH_COMPRESSING = 512;
    private static final int BUFFER = 1 << 13;

    final String method;
    final String path;
    final Map<String, String> headers;
    final byte @Nullable [] body;

    private HttpCall(String method, String path, Map<String, String> headers, byte @Nullable [] body) {
        this.method = method;
        this.path = path;
        this.headers = headers;
        this.body = body;
    }

    /** Reads something. The path, with its query, is relative to the endpoint's URL and begins with a slash. */
    public static HttpCall get(String path) {
        return new HttpCall("GET", path, Map.of(), null);
    }

    /** Sends bytes. */
    public static HttpCall post(String path, String contentType, byte[] body) {
        return new HttpCall("POST", path, Map.of("Content-Type", contentType), body);
    }

    /** Puts bytes where they are kept. */
    public static HttpCall put(String path, String contentType, byte[] body) {
        return new HttpCall("PUT", path, Map.of("Content-Type", contentType), body);
    }

    /** The same with one more header, which holds no secret. */
    public HttpCall with(String header, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(header, value);
        return new HttpCall(method, path, more, body);
    }

    /**
     * The same with its body compressed, if that is worth it. A sender does it by itself where it is configured; who has time before
     * can take it.
     */
    public HttpCall compressed() {
        byte[] plain = body;
        if (plain == null || plain.length < WORTH_COMPRESSING || headers.containsKey(ENCODING)) {
            return this;
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream(plain.length / 4);
        try (GZIPOutputStream gzip = new FastGzip(out)) {
            gzip.write(plain);
        } catch (IOException e) {
            throw new UncheckedIOException("memory cannot be written", e);
        }
        return new HttpCall(method, path, with(ENCODING, "gzip").headers, out.toByteArray());
    }

    /** A tenth larger than by default, in a third of the time. */
    private static final class FastGzip extends GZIPOutputStream {
        FastGzip(OutputStream out) throws IOException {
            super(out, BUFFER);
            def.setLevel(Deflater.BEST_SPEED);
        }
    }

    @Override
    public String toString() {
        return method + " " + path;
    }
}
