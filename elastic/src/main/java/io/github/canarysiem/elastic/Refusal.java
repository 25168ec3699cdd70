package io.github.canarysiem.elastic;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.github.canarysiem.http.HttpAnswer;
import io.github.canarysiem.json.Text;

/** Says what a node has refused, in one bounded line: names and texts that it sends may be an attacker's. */
final class Refusal {
    private static final JsonMapper MAPPER = JsonMapper.builder().build();
    private static final int LONGEST_TEXT = 300;

    private Refusal() {}

    /** The body as JSON; missing if it is none, or was cut. */
    static JsonNode json(HttpAnswer answer) {
        try {
            return answer.whole() ? MAPPER.readTree(answer.body()) : MissingNode.getInstance();
        } catch (JsonProcessingException e) {
            return MissingNode.getInstance();
        }
    }

    /** An answer to a whole request, with the mend. */
    static String of(HttpAnswer answer, Target target) {
        JsonNode error = json(answer).path("error");
        String said = error.isTextual() ? ": " + bounded(error.asText()) : error.isObject() ? ", " + of(error) : "";
        return "the node at " + answer.endpoint() + " answers " + answer.status() + said
                + mend(answer.status(), target);
    }

    /** An error object: its type and reason, and what caused it. */
    static String of(JsonNode error) {
        String reason = error.path("reason").asText("");
        JsonNode cause = error.path("caused_by").path("reason");
        String because = cause.isTextual() && !reason.contains(cause.asText()) ? ", because " + cause.asText() : "";
        return bounded(error.path("type").asText("error")) + ": " + bounded(reason + because);
    }

    private static String bounded(String text) {
        String line = Text.printable(text);
        return line.substring(0, Math.min(LONGEST_TEXT, line.length()));
    }

    private static String mend(int status, Target target) {
        return switch (status) {
            case 301, 302, 303, 307, 308 -> "; a redirect is not followed, set url to the node itself";
            case 401 -> "; give a valid api-key, user and password, or bearer-token";
            case 403 -> "; allow these credentials create_doc and auto_configure on " + target.name();
            case 404, 405 -> "; set url to a node itself, usually port 9200";
            case 413 -> "; lower batch-bytes";
            case 406, 415 -> "; set url to a node itself, or gzip to false";
            default -> "";
        };
    }
}
