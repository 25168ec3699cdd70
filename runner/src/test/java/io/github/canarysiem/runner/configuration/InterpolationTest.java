package io.github.canarysiem.runner.configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.canarysiem.runner.configuration.Interpolation.UnresolvedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InterpolationTest {
    private final Interpolation interpolation =
            new Interpolation(Map.of("NAME", "value", "EMPTY", "", "NESTED", "${NAME}")::get);

    @TempDir
    private Path folder;

    @Test
    void variablesAreFilledInAnywhere() throws Exception {
        assertThat(interpolation.resolve("${NAME}")).isEqualTo("value");
        assertThat(interpolation.resolve("a${NAME}b${NAME}c")).isEqualTo("avaluebvaluec");
        assertThat(interpolation.resolve("${NAME:-other}")).isEqualTo("value");
        assertThat(interpolation.resolve("[${EMPTY}]")).isEqualTo("[]");
        assertThat(interpolation.resolve("${ABSENT:-other}")).isEqualTo("other");
        assertThat(interpolation.resolve("${ABSENT:-}")).isEmpty();
    }

    @Test
    void whatWasFilledInIsNotLookedAtAgain() throws Exception {
        assertThat(interpolation.resolve("${NESTED}")).isEqualTo("${NAME}");
    }

    @Test
    void aDollarIsOnlySpecialBeforeABrace() throws Exception {
        assertThat(interpolation.resolve("$NAME $ $$ {}")).isEqualTo("$NAME $ $$ {}");
        assertThat(interpolation.resolve("$${NAME}")).isEqualTo("${NAME}");
        assertThat(interpolation.resolve(Interpolation.literally("p${x$${y"))).isEqualTo("p${x$${y");
    }

    @Test
    void aFileIsReadWithoutTheNewlineAtItsEnd() throws Exception {
        Path file = folder.resolve("secret");
        Files.writeString(file, "one\n");
        assertThat(interpolation.resolve("${file:" + file + "}")).isEqualTo("one");
        Files.writeString(file, "one\r\n");
        assertThat(interpolation.resolve("${file:" + file + "}")).isEqualTo("one");
        Files.writeString(file, "one\n\n");
        assertThat(interpolation.resolve("${file:" + file + "}")).isEqualTo("one\n");
        Files.writeString(file, "x".repeat(65 * 1024));
        assertThatUnresolved("${file:" + file + "}").contains("larger");
        Files.write(file, new byte[] {(byte) 0xff});
        assertThatUnresolved("${file:" + file + "}").contains("UTF-8");
        assertThatUnresolved("${file:" + folder + "}").contains("cannot be read");
        assertThatUnresolved("${file:" + folder + "/none}").contains("does not exist");
        assertThatUnresolved("${file:\0}").contains("cannot be read");
    }

    @Test
    void anUnsetVariableIsNamedOnlyIfItsNameLooksLikeOne() throws Exception {
        assertThatUnresolved("${HOOK_SECRET}").contains("HOOK_SECRET");
        assertThatUnresolved("pass${word}").doesNotContain("word");
        assertThatUnresolved("${a b}").doesNotContain("a b");
        assertThatUnresolved("${NAME").doesNotContain("NAME}");
    }

    private org.assertj.core.api.AbstractStringAssert<?> assertThatUnresolved(String text) {
        UnresolvedException thrown = assertThatExceptionOfType(UnresolvedException.class)
                .isThrownBy(() -> interpolation.resolve(text))
                .actual();
        return assertThat(String.valueOf(thrown.getMessage()));
    }
}
