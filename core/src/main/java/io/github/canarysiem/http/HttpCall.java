package io.github.canarysiem.http;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A request, without the credentials, which {@link HttpSender} adds. Immutable but for its body, which is not copied. */
public final class HttpCall {
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

    /** The same with one more header, which holds no secret. */
    public HttpCall with(String header, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(header, value);
        return new HttpCall(method, path, more, body);
    }

    @Override
    public String toString() {
        return method + " " + path;
    }
}
