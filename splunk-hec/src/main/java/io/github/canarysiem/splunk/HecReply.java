package io.github.canarysiem.splunk;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.github.canarysiem.http.HttpAnswer;
import io.github.canarysiem.json.Text;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * What Splunk answered to a request that holds events, and what that means. The codes are those of "Troubleshoot HTTP Event
 * Collector" in Splunk's documentation.
 *
 * @param verdict what to do
 * @param culprit number of the object that is at fault, from 0, if Splunk names one
 * @param acknowledgement number to ask for later, if Splunk gave one
 * @param reason one line for an operator
 * @param after how long to wait, if Splunk says so
 */
record HecReply(
        Verdict verdict, OptionalInt culprit, OptionalLong acknowledgement, String reason, Optional<Duration> after) {
    private static final JsonMapper MAPPER = JsonMapper.builder().build();
    private static final int NO_CODE = -1;
    private static final int TOO_LARGE = 413;
    private static final int LONGEST_TEXT = 200;

    /** What to do. */
    enum Verdict {
        /** All of it is taken. */
        TAKEN,
        /** All of it is taken, but the queues are nearly full. */
        TAKEN_SLOWLY,
        /** One object is at fault, those before it are taken, those behind it are not. */
        FAULTY_OBJECT,
        /** As {@link #FAULTY_OBJECT}; without its index the object would be taken. */
        REFUSED_INDEX,
        /** It is more than Splunk takes at once. */
        TOO_MUCH,
        /** The channel holds too many acknowledgements that nobody has asked for. */
        FULL_CHANNEL,
        /** Nothing is taken, later it may be. */
        LATER,
        /** Nothing is taken until an operator has mended something. */
        HELD
    }

    static HecReply of(HttpAnswer answer) {
        JsonNode body = json(answer);
        int code = body.path("code").asInt(NO_CODE);
        Verdict verdict = verdict(answer, code);
        JsonNode number = body.path("invalid-event-number");
        // Measured: code 7 counts from 1, the others from 0.
        int first = verdict == Verdict.REFUSED_INDEX ? 1 : 0;
        JsonNode acknowledgement = body.path("ackId");
        return new HecReply(
                verdict,
                number.canConvertToInt() && number.isIntegralNumber()
                        ? OptionalInt.of(number.asInt() - first)
                        : OptionalInt.empty(),
                acknowledgement.isIntegralNumber() ? OptionalLong.of(acknowledgement.asLong()) : OptionalLong.empty(),
                reason(answer, body, code),
                answer.retryAfter());
    }

    private static Verdict verdict(HttpAnswer answer, int code) {
        return switch (code) {
            case 0 -> Verdict.TAKEN;
            case 24, 25 -> Verdict.TAKEN_SLOWLY;
            case 6, 12, 13, 15 -> Verdict.FAULTY_OBJECT;
            case 7 -> Verdict.REFUSED_INDEX;
            case 27 -> Verdict.FULL_CHANNEL;
            case 8, 9, 18, 19, 20, 23, 26 -> Verdict.LATER;
            case 1, 2, 3, 4, 5, 10, 11, 14, 16, 21, 22 -> Verdict.HELD;
            default -> byStatus(answer);
        };
    }

    /** The answers of proxies, and of other programs that speak HEC. A redirect is one of them, and is not followed. */
    private static Verdict byStatus(HttpAnswer answer) {
        if (answer.status() == TOO_LARGE) {
            return Verdict.TOO_MUCH;
        }
        return answer.isPassing() ? Verdict.LATER : Verdict.HELD;
    }

    private static JsonNode json(HttpAnswer answer) {
        try {
            return MAPPER.readTree(answer.body());
        } catch (JsonProcessingException e) {
            return MissingNode.getInstance();
        }
    }

    private static String reason(HttpAnswer answer, JsonNode body, int code) {
        String text = Text.printable(body.path("text").asText(""));
        String said = text.isEmpty() ? "" : ": " + text.substring(0, Math.min(LONGEST_TEXT, text.length()));
        String number = code == NO_CODE ? "" : ", code " + code;
        return "Splunk at " + answer.endpoint() + " answers " + answer.status() + number + said
                + mend(answer.status(), code);
    }

    private static String mend(int status, int code) {
        return switch (code) {
            case 1, 2, 3, 4, 21, 22 -> "; give a valid, enabled HEC token as token";
            case 7 -> "; allow the index for this token, or set index";
            case 10 -> "; the token has indexer acknowledgement enabled, set ack to true";
            case 11 -> "; set channel to a GUID, or remove it";
            case 14 -> "; enable indexer acknowledgement for this token, or set ack to false";
            case 16 -> "; the token goes into a header, a proxy seems to change that";
            default ->
                switch (status) {
                    case 301, 302, 303, 307, 308 -> "; a redirect is not followed, set url to the collector itself";
                    case 401, 403 -> "; give a valid, enabled HEC token as token";
                    case 404, 405 -> "; set url to the collector itself, usually port 8088, without a path";
                    case TOO_LARGE -> "; lower batch-bytes";
                    case 415 -> "; set gzip to false";
                    default -> "";
                };
        };
    }
}
