package io.github.canarysiem.wazuh.logtest.expression;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Objects;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the measured rows do not show: offsets into a text, and the cost of hostile texts. */
class OsRegexTest {
    @ParameterizedTest
    @EnumSource(
            value = Expression.Kind.class,
            names = {"OSREGEX", "PCRE2"})
    void theTextStartsWhereItIsSaidToStart(Expression.Kind kind) throws Exception {
        Match match =
                Objects.requireNonNull(Expression.compile(kind, "^(\\w+):").match("ab:cd:", 3));

        assertThat(match.groups()).containsExactly("cd");
        assertThat(match.end()).isEqualTo(5);
        assertThat(match.after()).hasValue(6);
        assertThat(Expression.compile(Expression.Kind.OSMATCH, "^cd:$").matches("ab:cd:", 3))
                .isTrue();
    }

    @Test
    void aMatchOfNothingEndsBeforeTheText() throws Exception {
        Match match = Objects.requireNonNull(
                Expression.compile(Expression.Kind.OSREGEX, "\\d*").match("ab:cd", 3));

        assertThat(match.end()).isEqualTo(2);
        assertThat(match.after()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"\\.+a\\w+!", "\\.*\\.*\\.*\\.*x!", "(\\w+) (\\w+) (\\w+)!", "a\\w*a\\w*a\\w*!", "\\w+a\\w+b$"})
    void aHostileTextTakesNoLongerThanItsSquare(String pattern) throws Exception {
        Expression expression = Expression.compile(Expression.Kind.OSREGEX, pattern);
        String text = "a".repeat(20_000);

        Assertions.assertTimeoutPreemptively(
                Duration.ofSeconds(30),
                () -> assertThat(expression.matches(text, 0)).isFalse());
    }
}
