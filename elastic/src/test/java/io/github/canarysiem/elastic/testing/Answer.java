package io.github.canarysiem.elastic.testing;

import java.util.Map;

/**
 * An answer that {@link ElasticServer} is told to give.
 *
 * @param status the status code
 * @param headers more headers
 * @param body the body
 * @param ending how it ends
 * @param stores whether the request is carried out all the same
 */
public record Answer(int status, Map<String, String> headers, String body, Ending ending, boolean stores) {
    /** How an answer ends. */
    public enum Ending {
        /** As it should. */
        WHOLE,
        /** The connection is closed in the middle of the body. */
        CUT,
        /** The body never ends. */
        ENDLESS,
        /** There is no answer: the connection is closed. */
        NONE
    }

    /** A whole answer, of a request that has no effect. */
    public static Answer of(int status, String body) {
        return new Answer(status, Map.of(), body, Ending.WHOLE, false);
    }

    /** An error as Elasticsearch has it. */
    public static Answer error(int status, String type, String reason) {
        return of(
                status,
                "{\"error\":{\"type\":\"" + type + "\",\"reason\":\"" + reason + "\"},\"status\":" + status + "}");
    }

    /** The connection is closed before the answer. */
    public static Answer none() {
        return of(200, "").with(Ending.NONE);
    }

    /** The same, but the request is carried out. */
    public Answer afterStoring() {
        return new Answer(status, headers, body, ending, true);
    }

    /** The same with another ending. */
    public Answer with(Ending other) {
        return new Answer(status, headers, body, other, stores);
    }

    /** The same with a header. */
    public Answer with(String header, String value) {
        return new Answer(status, Map.of(header, value), body, ending, stores);
    }
}
