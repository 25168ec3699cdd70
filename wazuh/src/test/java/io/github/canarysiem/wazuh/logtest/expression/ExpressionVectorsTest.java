package io.github.canarysiem.wazuh.logtest.expression;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Compares with the engine's own answers. */
class ExpressionVectorsTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @Test
    void everyRowOfOsRegexAndPcre2GivesTheAnswerOfTheEngine() throws IOException {
        compare("osregex.jsonl");
    }

    @Test
    void everyRowOfOsMatchGivesTheAnswerOfTheEngine() throws IOException {
        compare("osmatch.jsonl");
    }

    @Test
    void everyByteFallsIntoTheClassesThatWereMeasured() throws IOException {
        try (var in = Objects.requireNonNull(getClass().getResourceAsStream("/wazuh-vectors/classes.json"))) {
            JsonNode classes = JSON.readTree(in).get("classes");
            for (var entry : classes.properties()) {
                ByteClass bytes =
                        Objects.requireNonNull(ByteClass.escape(entry.getKey().charAt(1)));
                for (char c = 1; c < 256; c++) {
                    assertThat(bytes.has(c))
                            .as("%s of byte %d", entry.getKey(), (int) c)
                            .isEqualTo(within(entry.getValue(), c));
                }
            }
        }
    }

    private static boolean within(JsonNode ranges, int value) {
        for (JsonNode range : ranges) {
            if (range.get(0).asInt() <= value && value <= range.get(1).asInt()) {
                return true;
            }
        }
        return false;
    }

    private static void compare(String file) throws IOException {
        Map<String, int[]> counts = new TreeMap<>();
        List<String> wrong = new ArrayList<>();
        try (var in = Objects.requireNonNull(
                        ExpressionVectorsTest.class.getResourceAsStream("/wazuh-vectors/" + file));
                var lines = new BufferedReader(new InputStreamReader(in, UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                JsonNode row = JSON.readTree(line);
                if (row.path("ub").asBoolean()) {
                    continue;
                }
                int[] count = counts.computeIfAbsent(
                        row.get("kind").asText() + " " + row.get("cat").asText(), key -> new int[2]);
                String got = Answer.of(row).toString();
                String expected = Answer.expected(row).toString();
                count[got.equals(expected) ? 0 : 1]++;
                if (!got.equals(expected)) {
                    wrong.add("%s on %s: expected %s, got %s"
                            .formatted(bytes(row, "pattern"), bytes(row, "text"), expected, got));
                }
            }
        }
        counts.forEach(
                (category, count) -> System.out.printf("%s: %d right, %d wrong%n", category, count[0], count[1]));
        assertThat(wrong)
                .withFailMessage(() -> wrong.size() + " rows differ, such as\n"
                        + String.join("\n", wrong.subList(0, Math.min(20, wrong.size()))))
                .isEmpty();
    }

    private static @Nullable String bytes(JsonNode row, String name) {
        if (row.has(name + "_hex")) {
            return new String(HexFormat.of().parseHex(row.get(name + "_hex").asText()), ISO_8859_1);
        }
        return row.has(name) ? new String(row.get(name).asText().getBytes(UTF_8), ISO_8859_1) : null;
    }

    private record Answer(
            boolean compiled,
            @Nullable Integer error,
            boolean match,
            List<String> groups,
            @Nullable Integer end,
            @Nullable Integer after) {

        static Answer of(JsonNode row) {
            Expression.Kind kind =
                    Expression.Kind.valueOf(row.get("kind").asText().toUpperCase(Locale.ROOT));
            String text = Objects.requireNonNull(bytes(row, "text"));
            try {
                Expression expression = Expression.compile(kind, Objects.requireNonNull(bytes(row, "pattern")));
                Match match = expression.match(text, 0);
                assertThat(expression.matches(text, 0))
                        .as("the fast path for %s", row)
                        .isEqualTo(match != null);
                if (match == null || kind == Expression.Kind.OSMATCH) {
                    return new Answer(true, null, match != null, List.of(), null, null);
                }
                Integer after = match.after().isPresent() ? match.after().getAsInt() : null;
                return new Answer(true, null, true, match.groups(), match.end(), after);
            } catch (ExpressionException e) {
                Integer code = e.code().isPresent() ? e.code().getAsInt() : null;
                return new Answer(false, code, false, List.of(), null, null);
            }
        }

        static Answer expected(JsonNode row) {
            List<String> groups = new ArrayList<>();
            boolean hex = row.has("groups_hex");
            for (JsonNode group : row.get(hex ? "groups_hex" : "groups")) {
                groups.add(
                        hex
                                ? new String(HexFormat.of().parseHex(group.asText()), ISO_8859_1)
                                : new String(group.asText().getBytes(UTF_8), ISO_8859_1));
            }
            return new Answer(
                    row.get("compiled").asBoolean(),
                    integer(row, "error"),
                    row.get("match").asBoolean(),
                    groups,
                    integer(row, "end"),
                    integer(row, "after"));
        }

        private static @Nullable Integer integer(JsonNode row, String name) {
            return row.hasNonNull(name) ? row.get(name).asInt() : null;
        }
    }
}
