package io.github.canarysiem.wazuh.logtest.rule;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.canarysiem.wazuh.logtest.expression.Expression.Kind;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LiteralsTest {
    @ParameterizedTest
    @ValueSource(strings = {"osregex.jsonl", "osmatch.jsonl"})
    void noTextThatTheEngineMatchedLacksAnythingThatItsPatternRequires(String file) throws IOException {
        int checked = 0;
        ObjectMapper mapper = new ObjectMapper();
        try (BufferedReader rows = new BufferedReader(new InputStreamReader(
                Objects.requireNonNull(LiteralsTest.class.getResourceAsStream("/wazuh-vectors/" + file)),
                StandardCharsets.UTF_8))) {
            for (String line = rows.readLine(); line != null; line = rows.readLine()) {
                JsonNode row = mapper.readTree(line);
                if (row.path("match").asBoolean() && row.has("pattern") && row.has("text")) {
                    checked++;
                    Kind kind = Kind.valueOf(row.get("kind").textValue().toUpperCase(Locale.ROOT));
                    assertThat(mayMatch(
                                    kind,
                                    row.get("pattern").textValue(),
                                    row.get("text").textValue()))
                            .as(line)
                            .isTrue();
                }
            }
        }
        assertThat(checked).isGreaterThan(100);
    }

    private static boolean mayMatch(Kind kind, String pattern, String text) {
        @Nullable List<List<String>> required = Literals.required(kind, pattern);
        Trigrams trigrams = new Trigrams();
        trigrams.of(text);
        return required == null
                || required.stream().anyMatch(texts -> texts.stream().allMatch(literal -> contains(trigrams, literal)));
    }

    private static boolean contains(Trigrams trigrams, String literal) {
        for (int i = 0; i + Trigrams.LENGTH <= literal.length(); i++) {
            if (!trigrams.contains(Trigrams.number(literal, i))) {
                return false;
            }
        }
        return true;
    }

    @Test
    void whatStandsOutsideOfClassesAndQuantifiersIsRequired() {
        assertThat(Literals.required(Kind.OSMATCH, "^invalid user|^illegal$"))
                .containsExactly(List.of("invalid user"), List.of("illegal"));
        assertThat(Literals.required(Kind.OSREGEX, "^Failed \\S+ for (\\w+)"))
                .containsExactly(List.of("Failed ", " for "));
        assertThat(Literals.required(Kind.PCRE2, "(?i)lsass\\.exe$")).containsExactly(List.of("lsass", "exe"));
    }

    @Test
    void whatMayBeMissingIsNotRequired() {
        assertThat(Literals.required(Kind.OSMATCH, "login|")).isNull();
        assertThat(Literals.required(Kind.OSREGEX, "\\w+|login")).isNull();
        assertThat(Literals.required(Kind.PCRE2, "(?:login)?x")).isNull();
        assertThat(Literals.required(Kind.PCRE2, "[login]")).isNull();
        assertThat(Literals.required(Kind.PCRE2, "logs?")).containsExactly(List.of("log"));
        assertThat(Literals.required(Kind.PCRE2, "\\Qa|b\\Elogin")).isNull();
    }
}
