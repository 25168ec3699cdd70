package io.github.canarysiem.wazuh.logtest.expression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Duration;
import java.util.Objects;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What PCRE2's documentation (pcre2pattern, 10.42) says where it differs from Java's expressions. */
class Pcre2Test {
    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            quoteCharacter = '`',
            value = {
                "[a[b]~[~true",
                "[a[b]~b~true",
                "[a&&b]~&~true",
                "[a&&b]~c~false",
                "[[:alpha:][:digit:]]+$~a1~true",
                "[[:^alpha:]]~a~false",
                "[]a]~]~true",
                "[^]a]~]~false",
                "[\\Q^-]\\E]~-~true",
                "[\\w-]~-~true",
                "[\\d.]~.~true",
                "[\\b]~b~false",
                "a{,3}~a{,3}~true",
                "a{,3}~aa~false",
                "a{2~a{2~true",
                "\\Qa.b\\E~a.b~true",
                "\\Qa.b\\E~axb~false",
                "(?x) a b # comment~ab~true",
                "(?#comment)a~a~true",
                "(?i)[^a]~A~false",
                "(?i:a)b~Ab~true",
                "(?i:a)b~AB~false",
                "(?<n>a)\\k<n>~aa~true",
                "(?P<n>a)(?P=n)~aa~true",
                "(a)\\g{1}~aa~true",
                "(a)\\g{-1}~aa~true",
                "(?'n'a)\\k{n}~aa~true",
                "\\x{41}\\o{102}\\103~ABC~true",
                "\\h\\H\\v*~` a`~true",
                "a++b~aab~true",
                "(?>a+)ab~aab~false",
                "^\\R$~`\r\n`~true",
                "\\N~a~true",
                "a$~`a\n`~true",
                "a\\z~`a\n`~false",
                "\\<a\\>~<a>~true",
                "(?<=a)b~ab~true",
                "\\bb~`\u00e9b`~true",
                "\\w~\u00e9~false"
            })
    void whatPcre2WritesDifferentlyIsTranslated(String pattern, String text, boolean expected) throws Exception {
        assertThat(Expression.compile(Expression.Kind.PCRE2, pattern).matches(text, 0))
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a\\Kb",
                "(?|(a)|(b))",
                "(?R)",
                "(a)(?1)",
                "(?&n)",
                "(?P>n)",
                "(?C)",
                "(*FAIL)",
                "\\p{L}",
                "\\X",
                "(?J)",
                "(?U)a+",
                "(?(1)a|b)",
                "\\g<1>"
            })
    void whatJavaLacksIsRefusedByName(String pattern) {
        assertThatExceptionOfType(ExpressionException.class)
                .isThrownBy(() -> Expression.compile(Expression.Kind.PCRE2, pattern))
                .withMessageContaining("is not modelled here")
                .matches(e -> !e.refusedByEngine());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "(",
                ")",
                "[a",
                "a**",
                "*a",
                "\\",
                "[z-a]",
                "[\\w-.]",
                "[[:word:]-z]",
                "\\j",
                "\\2(a)",
                "(?<n>a)(?<n>b)",
                "x{3,2}",
                "x{70000}",
                "[:alpha:]",
                "[[:nothing:]]",
                "(?<=a+)b",
                "\\x{100}",
                "(?<n",
                "[\\R]"
            })
    void whatPcre2RefusesIsRefused(String pattern) {
        assertThatExceptionOfType(ExpressionException.class)
                .isThrownBy(() -> Expression.compile(Expression.Kind.PCRE2, pattern))
                .matches(ExpressionException::refusedByEngine);
    }

    @Test
    void theTextStartsWhereItIsSaidToStart() throws Exception {
        Expression expression = Expression.compile(Expression.Kind.PCRE2, "^(\\w)");

        Match match = Objects.requireNonNull(expression.match("ab", 1));

        assertThat(match.groups()).containsExactly("b");
        assertThat(match.end()).isEqualTo(1);
        assertThat(Expression.compile(Expression.Kind.PCRE2, "(?<=a)b").matches("ab", 1))
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"(a+)+$", "(a|aa)+$", "(.*a){12}$", "(?:a|b|ab)*c"})
    void aSearchWithoutEndIsGivenUp(String pattern) throws Exception {
        Expression expression = Expression.compile(Expression.Kind.PCRE2, pattern);
        String text = "a".repeat(5_000) + "!";

        Assertions.assertTimeoutPreemptively(Duration.ofSeconds(60), () -> {
            try {
                assertThat(expression.matches(text, 0)).isFalse();
            } catch (ExpressionLimitException e) {
                assertThat(e).hasMessageContaining("given up");
            }
        });
    }

    @Test
    void aDeepSearchDoesNotOverflowTheStack() throws Exception {
        Expression expression = Expression.compile(Expression.Kind.PCRE2, "^\"((?:[^\"\\\\]|\\\\.)*)\"$");
        String inner = "x\\\"".repeat(20_000);

        Match match = Objects.requireNonNull(expression.match("\"" + inner + "\"", 0));

        assertThat(match.groups()).containsExactly(inner);
    }
}
