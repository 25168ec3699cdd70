package io.github.canarysiem.runner.admin;

/** A whole HTTP answer. */
record Answer(int status, String contentType, String body) {
    static final int OK = 200;
    static final int UNAVAILABLE = 503;

    static Answer json(int status, String json) {
        return new Answer(status, "application/json", json + "\n");
    }

    static Answer error(int status, String message) {
        return json(status, "{\"error\":\"" + message + "\"}");
    }
}
