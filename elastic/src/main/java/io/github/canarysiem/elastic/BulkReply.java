package io.github.canarysiem.elastic;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.canarysiem.http.HttpAnswer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a node answered to a bulk request, and what that means.
 *
 * @param verdict what to do
 * @param items one for each document, in order, if the verdict is {@link Verdict#ITEMS}
 * @param reason one line for an operator
 * @param after how long to wait, if the node says so
 */
record BulkReply(Verdict verdict, List<ItemVerdict> items, String reason, Optional<Duration> after) {
    /** What to do. */
    enum Verdict {
        /** Each document has a verdict of its own. */
        ITEMS,
        /** It is more than the node, or a proxy before it, takes at once. Nothing is stored. */
        TOO_MUCH,
        /** The cluster is at its limits. Nothing is stored. */
        BUSY,
        /** The node cannot read it, and does not say which document is at fault. Nothing is stored. */
        UNREADABLE,
        /** An operator must mend something. Nothing is stored. */
        HELD,
        /** It is no answer to the question: whether something is stored is not known. */
        NONE
    }

    /** There was no answer. */
    static BulkReply none(String reason) {
        return new BulkReply(Verdict.NONE, List.of(), reason, Optional.empty());
    }

    static BulkReply of(HttpAnswer answer, int documents, Target target) {
        JsonNode body = Refusal.json(answer);
        boolean elastics = body.path("error").isObject() || body.path("error").isTextual();
        return switch (answer.status()) {
            case 200 -> items(answer, body.path("items"), documents, target);
            case 400 -> whole(elastics ? Verdict.UNREADABLE : Verdict.NONE, answer, target);
            case 401, 403 -> whole(Verdict.HELD, answer, target);
            case 413 -> whole(Verdict.TOO_MUCH, answer, target);
            case 429 -> whole(Verdict.BUSY, answer, target);
            default -> whole(Verdict.NONE, answer, target);
        };
    }

    private static BulkReply items(HttpAnswer answer, JsonNode items, int documents, Target target) {
        List<ItemVerdict> verdicts = new ArrayList<>();
        for (JsonNode item : items) {
            JsonNode created = item.path("create");
            if (created.path("status").isInt()) {
                verdicts.add(ItemVerdict.of(created, target));
            }
        }
        if (!items.isArray() || items.size() != documents || verdicts.size() != documents) {
            String reason = answer.endpoint() + " answers 200, but not as a bulk request of " + documents
                    + " documents is answered; set url to a node itself";
            return new BulkReply(Verdict.NONE, List.of(), reason, answer.retryAfter());
        }
        return new BulkReply(Verdict.ITEMS, verdicts, "", answer.retryAfter());
    }

    private static BulkReply whole(Verdict verdict, HttpAnswer answer, Target target) {
        return new BulkReply(verdict, List.of(), Refusal.of(answer, target), answer.retryAfter());
    }
}
