package io.github.canarysiem.source.canarytokens;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Gives the body of a generic webhook the shape in which the server stores a hit, so that one fact has one place in an incident
 * whichever way it came: what lies in {@code additional_data} moves up beside the server's own members, and members of {@code
 * additional_info} get their stored names back.
 */
final class WebhookHit {
    private static final String DATA = "additional_data";
    private static final String INFO = "additional_info";
    private static final String MANAGE_URL = "manage_url";

    private static final Pattern TOKEN_IN_URL = Pattern.compile("[?&]token=([A-Za-z0-9]{1,64})(?:[&#]|$)");
    private static final Pattern KEY_IN_URL = Pattern.compile("(?i)([?&;]auth=)[^&#;]*");

    /** As the webhook spells them, and as they are stored. */
    private static final Map<String, String> STORED_NAMES = Map.of(
            "aws_key_log_data", "AWS Key Log Data",
            "azure_id_log_data", "Azure ID Log Data",
            "microsoft_azure", "Microsoft Azure",
            "location", "Location",
            "coordinates", "Coordinates",
            "slack_log_data", "Slack Log Data",
            "crowdstrike_log_data", "CrowdStrike Log Data",
            "mysql_client", "MySQL Client",
            "browser", "Browser",
            "javascript", "Javascript");

    private WebhookHit() {}

    /** The token that a body is about; null if it names none. Servers that leave it out have it in the address of their page. */
    static @Nullable String token(ObjectNode body) {
        String token = body.path("token").textValue();
        if (token != null && !token.isBlank()) {
            return token;
        }
        Matcher url = TOKEN_IN_URL.matcher(body.path(MANAGE_URL).asText());
        return url.find() ? url.group(1) : null;
    }

    /** Takes out the key of the manage page, whatever it looks like: with it, anybody can read the token's hits and delete it. */
    static void redact(ObjectNode body) {
        String url = body.path(MANAGE_URL).textValue();
        if (url != null) {
            body.put(MANAGE_URL, KEY_IN_URL.matcher(url).replaceAll("$1" + Matcher.quoteReplacement(Cleaner.REDACTED)));
        }
    }

    /** The same facts in the stored shape. The body belongs to the result from now on. */
    static ObjectNode of(ObjectNode body) {
        ObjectNode hit = body.objectNode();
        ObjectNode displaced = body.objectNode();
        if (body.get(DATA) instanceof ObjectNode data) {
            body.remove(DATA);
            hit.setAll(data);
            body.properties().forEach(member -> displace(hit, member.getKey(), member.getValue(), displaced));
        }
        hit.setAll(body);
        if (hit.get(INFO) instanceof ObjectNode info) {
            rename(info);
            dropRepeated(hit, info);
        }
        if (!displaced.isEmpty()) {
            displace(hit, DATA, displaced, displaced);
            hit.set(DATA, displaced);
        }
        return hit;
    }

    /** The server's own members go before those of the same name in its data, which are kept if they say something else. */
    private static void displace(ObjectNode hit, String name, JsonNode value, ObjectNode displaced) {
        JsonNode former = hit.get(name);
        if (former != null && !former.equals(value)) {
            displaced.set(name, former);
        }
    }

    private static void rename(ObjectNode info) {
        Map<String, JsonNode> renamed = new LinkedHashMap<>();
        info.properties().forEach(member -> {
            String stored = STORED_NAMES.getOrDefault(member.getKey(), member.getKey());
            renamed.put(info.has(stored) ? member.getKey() : stored, member.getValue());
        });
        info.removeAll();
        info.setAll(renamed);
    }

    /** Some logs come twice, inside {@code additional_info} and beside it. */
    private static void dropRepeated(ObjectNode hit, ObjectNode info) {
        STORED_NAMES.forEach((name, stored) -> {
            JsonNode beside = hit.get(name);
            if (beside != null && beside.equals(info.get(stored))) {
                hit.remove(name);
            }
        });
    }
}
