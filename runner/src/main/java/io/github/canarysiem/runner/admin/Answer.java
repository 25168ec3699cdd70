package io.github.canarysiem.runner.admin;

import java.nio.charset.StandardCharsets;

/** A whole HTTP answer. */
record Answer(int status, String contentType, byte[] body) {
    static final int OK = 200;
    static final int UNAVAILABLE = 503;

    static Answer json(int status, String json) {
        return new Answer(status, "application/json", (json + "\n").getBytes(StandardCharsets.UTF_8));
    }

    static Answer error(int status, String message) {
        return json(status, "{\"error\":\"" + message + "\"}");
    }
}
