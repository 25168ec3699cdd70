package io.github.canarysiem.wazuh;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;

/** Reads lines as Wazuh's engine does, and refuses what it refuses. */
final class StrictJson {
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();
    private static final int MOST_FIELDS = 256;

    private StrictJson() {}

    static JsonNode read(byte[] line) {
        String text = utf8(line);
        assertThat(text).startsWith("{\"");
        assertThat(text.codePoints()).noneMatch(StrictJson::isHarmful);
        try {
            JsonNode tree = MAPPER.readTree(line);
            int[] leaves = {0};
            walk(tree, true, leaves);
            assertThat(leaves[0]).isLessThanOrEqualTo(MOST_FIELDS);
            return tree;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String utf8(byte[] line) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(line))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean isHarmful(int c) {
        return Character.isISOControl(c)
                || c == 0x2028
                || c == 0x2029
                || c == 0x061c
                || c == 0x200e
                || c == 0x200f
                || (c >= 0x202a && c <= 0x202e)
                || (c >= 0x2066 && c <= 0x2069);
    }

    private static void walk(JsonNode node, boolean field, int[] leaves) {
        assertThat(node.isNull()).isFalse();
        if (node.isObject()) {
            Set<String> names = new HashSet<>();
            node.properties().forEach(entry -> {
                assertThat(names.add(entry.getKey().toLowerCase(Locale.ROOT)))
                        .as("unique names")
                        .isTrue();
                walk(entry.getValue(), field, leaves);
            });
            return;
        }
        leaves[0] += field ? 1 : 0;
        if (node.isArray()) {
            node.forEach(element -> walk(element, false, leaves));
        } else if (node.isNumber()) {
            assertThat(node.isInt()).isTrue();
        } else if (node.isTextual()) {
            assertThat(node.asText()).doesNotContain("\0");
            assertThat(StandardCharsets.UTF_8.newEncoder().canEncode(node.asText()))
                    .isTrue();
            assertThat(node.asText().getBytes(StandardCharsets.UTF_8)).hasSizeLessThanOrEqualTo(32_766);
        }
    }
}
