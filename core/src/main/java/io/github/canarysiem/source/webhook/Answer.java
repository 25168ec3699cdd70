package io.github.canarysiem.source.webhook;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpHeaderValue;
import org.eclipse.jetty.http.HttpMethod;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** Everything that a request can be answered with. None of it repeats what the request held. */
enum Answer {
    STORED(200, "stored"),
    MALFORMED(400, "this is not HTTP as it should be"),
    NO_JSON(400, "the body is not JSON"),
    FOREIGN_ADDRESS(403, "this address may not send here"),
    WRONG_SECRET(403, "the secret is missing or wrong"),
    UNKNOWN_PATH(404, "nothing is here"),
    WRONG_METHOD(405, "this is a webhook: send with POST"),
    TOO_SLOW(408, "the request took too long to arrive"),
    NO_LENGTH(411, "there is no body, or it does not say where it ends"),
    TOO_LARGE(413, "the body is too large"),
    WRONG_TYPE(415, "the body must be application/json, not compressed"),
    FOR_SLACK(422, forChat("Slack")),
    FOR_TEAMS(422, forChat("Microsoft Teams")),
    FOR_DISCORD(422, forChat("Discord")),
    FOR_GOOGLE_CHAT(422, forChat("Google Chat")),
    NOT_OURS(422, "the body is not that of a Canarytokens webhook: it names no token"),
    HEADERS_TOO_LARGE(431, "the headers are too large"),
    BROKEN(500, "this could not be read"),
    BUSY(503, "too many requests are waiting, try again"),
    NOT_STORED(503, "it could not be stored in time, try again"),
    STOPPING(503, "canary-siem is stopping, try again");

    private static final int SERVICE_UNAVAILABLE = 503;
    private static final HttpField TEXT = new HttpField(HttpHeader.CONTENT_TYPE, "text/plain;charset=utf-8");
    private static final HttpField CLOSE = new HttpField(HttpHeader.CONNECTION, HttpHeaderValue.CLOSE.asString());
    private static final HttpField ALLOW = new HttpField(HttpHeader.ALLOW, HttpMethod.POST.asString());
    private static final HttpField SOON = new HttpField(HttpHeader.RETRY_AFTER, "1");

    private final int status;
    private final String text;

    Answer(int status, String text) {
        this.status = status;
        this.text = text;
    }

    int status() {
        return status;
    }

    /** One short sentence without an end. */
    String text() {
        return text;
    }

    /** Whether it speaks of a sender who knew the secret: one alarm may be missing. */
    boolean refusesTheSender() {
        return switch (this) {
            case TOO_SLOW,
                    NO_LENGTH,
                    TOO_LARGE,
                    WRONG_TYPE,
                    NO_JSON,
                    FOR_SLACK,
                    FOR_TEAMS,
                    FOR_DISCORD,
                    FOR_GOOGLE_CHAT,
                    NOT_OURS,
                    BROKEN,
                    BUSY,
                    NOT_STORED,
                    STOPPING -> true;
            case STORED, MALFORMED, FOREIGN_ADDRESS, WRONG_SECRET, UNKNOWN_PATH, WRONG_METHOD, HEADERS_TOO_LARGE ->
                false;
        };
    }

    /** Writes it whole. A connection is kept only behind a good request: of any other, parts may still be under way. */
    void write(Response response, Callback callback) {
        byte[] body = (text + "\n").getBytes(StandardCharsets.UTF_8);
        response.setStatus(status);
        response.getHeaders().put(TEXT);
        response.getHeaders().put(HttpHeader.CONTENT_LENGTH, body.length);
        if (this != STORED) {
            response.getHeaders().put(CLOSE);
        }
        if (this == WRONG_METHOD) {
            response.getHeaders().put(ALLOW);
        }
        if (status == SERVICE_UNAVAILABLE) {
            response.getHeaders().put(SOON);
        }
        response.write(true, ByteBuffer.wrap(body), callback);
    }

    private static String forChat(String service) {
        return "this is a message for " + service + ": choose the generic webhook in Canarytokens";
    }
}
