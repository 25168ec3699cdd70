package io.github.canarysiem.wazuh.logtest.expression;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Tries an expression that is described in JSON: {@code {"kind":"osregex","pattern":"\\d+","text":"a1"}}, with {@code pattern_hex} and
 * {@code text_hex} instead for bytes that are no UTF-8.
 *
 * <p>The answer is the question with {@code compiled}, {@code error} (the engine's code, if it has one), {@code message} (why it was not
 * compiled or the search given up), {@code match}, {@code groups} (or {@code groups_hex}), {@code end} and {@code after}: see {@link Match}.
 */
public final class ExpressionTrial {
    private ExpressionTrial() {}

    /**
     * The answer.
     *
     * @throws IllegalArgumentException when the question is incomplete
     */
    public static ObjectNode answer(ObjectNode question) {
        Expression.Kind kind = kind(question.path("kind").asText());
        String pattern = bytes(question, "pattern");
        String text = bytes(question, "text");
        ObjectNode answer = question.deepCopy();
        answer.remove(List.of("compiled", "error", "message", "match", "groups", "groups_hex", "end", "after"));
        Match match = null;
        boolean compiled = false;
        try {
            Expression expression = Expression.compile(kind, pattern);
            compiled = true;
            match = expression.match(text, 0);
        } catch (ExpressionException e) {
            e.code().ifPresent(code -> answer.put("error", code));
            answer.put("message", e.getMessage());
        } catch (ExpressionLimitException e) {
            answer.put("message", e.getMessage());
        }
        answer.put("compiled", compiled);
        answer.put("match", match != null);
        putGroups(answer, match == null ? List.of() : match.groups());
        // OS_Match tells a verdict only.
        Match told = kind == Expression.Kind.OSMATCH ? null : match;
        answer.put("end", told == null ? null : (Integer) told.end());
        answer.put(
                "after",
                told == null || told.after().isEmpty()
                        ? null
                        : (Integer) told.after().getAsInt());
        return answer;
    }

    private static Expression.Kind kind(String name) {
        for (Expression.Kind kind : Expression.Kind.values()) {
            if (kind.name().toLowerCase(Locale.ROOT).equals(name)) {
                return kind;
            }
        }
        throw new IllegalArgumentException("\"kind\" must be osregex, osmatch or pcre2");
    }

    private static String bytes(JsonNode question, String name) {
        if (question.path(name + "_hex").isTextual()) {
            byte[] bytes = HexFormat.of().parseHex(question.path(name + "_hex").asText());
            return new String(bytes, StandardCharsets.ISO_8859_1);
        }
        if (!question.path(name).isTextual()) {
            throw new IllegalArgumentException("\"" + name + "\" or \"" + name + "_hex\" is missing");
        }
        return new String(question.path(name).asText().getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
    }

    private static void putGroups(ObjectNode answer, List<String> groups) {
        ArrayNode texts = answer.putArray("groups");
        for (String group : groups) {
            String text = text(group);
            if (text == null) {
                texts.removeAll();
                ArrayNode hex = answer.putArray("groups_hex");
                groups.forEach(each -> hex.add(HexFormat.of().formatHex(each.getBytes(StandardCharsets.ISO_8859_1))));
                return;
            }
            texts.add(text);
        }
    }

    private static @Nullable String text(String bytes) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes.getBytes(StandardCharsets.ISO_8859_1)))
                    .toString();
        } catch (CharacterCodingException e) {
            return null;
        }
    }
}
