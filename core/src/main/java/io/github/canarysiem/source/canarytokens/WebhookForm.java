package io.github.canarysiem.source.canarytokens;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;

/**
 * What the body of a webhook request is. A Canarytokens server sends its generic form to any address, and the forms of four chat
 * services to theirs.
 */
public enum WebhookForm {
    /** Generic: a token was triggered. */
    HIT,
    /** Generic: a cloud key lies in public. */
    EXPOSURE,
    /** Generic: what the server sends to try an address before it keeps it; nobody has triggered anything. */
    VALIDATION,
    /** A message for Slack. */
    SLACK,
    /** A message for Microsoft Teams. */
    TEAMS,
    /** A message for Discord. */
    DISCORD,
    /** A message for Google Chat. */
    GOOGLE_CHAT,
    /** Nothing that a Canarytokens server is known to send. */
    UNKNOWN;

    /** The tokens' own ids are 25 letters and digits, so that none of them can be this one. */
    private static final String VALIDATION_TOKEN = "a+test+token";

    private static final String VALIDATION_MEMO = "Congrats! The newly saved webhook works";

    private static final Map<String, WebhookForm> CHATS =
            Map.of("blocks", SLACK, "attachments", TEAMS, "embeds", DISCORD, "cardsV2", GOOGLE_CHAT);

    /** The form of a body. What merely resembles a validation is a hit. */
    public static WebhookForm of(JsonNode body) {
        if (!(body instanceof ObjectNode object)) {
            return UNKNOWN;
        }
        if (WebhookHit.token(object) == null) {
            return CHATS.entrySet().stream()
                    .filter(chat -> object.path(chat.getKey()).isArray())
                    .map(Map.Entry::getValue)
                    .findFirst()
                    .orElse(UNKNOWN);
        }
        if (object.has("exposed_time") || object.has("public_location")) {
            return EXPOSURE;
        }
        boolean validation = VALIDATION_TOKEN.equals(object.path("token").textValue())
                && VALIDATION_MEMO.equals(object.path("memo").textValue());
        return validation ? VALIDATION : HIT;
    }
}
