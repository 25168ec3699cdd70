package io.github.canarysiem.json;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.canarysiem.testing.Incidents;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.ValueSource;

class TextTest {
    static final List<String> HOSTILE = Incidents.HOSTILE_TEXTS;

    @ParameterizedTest
    @ValueSource(strings = {"", "plain", "\u00dc \u4e2d \ud83d\ude00", "line\r\nbreak\ttab\u001b[2J", "\u2028\u202e"})
    void leavesWellFormedTextAlone(String text) {
        assertThat(Text.wellFormed(text)).isEqualTo(text);
    }

    @Test
    void spellsOutNulAndLoneSurrogates() {
        assertThat(Text.wellFormed("a\u0000b")).isEqualTo("a\\u0000b");
        assertThat(Text.wellFormed("\ud800")).isEqualTo("\\ud800");
        assertThat(Text.wellFormed("\udc00\ud83d\ude00\ud83d")).isEqualTo("\\udc00\ud83d\ude00\\ud83d");
    }

    @ParameterizedTest
    @FieldSource("HOSTILE")
    void makesAnyTextSurviveUtf8(String text) {
        String wellFormed = Text.wellFormed(text);

        assertThat(new String(wellFormed.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8))
                .isEqualTo(wellFormed)
                .doesNotContain("\u0000");
    }

    @ParameterizedTest
    @FieldSource("HOSTILE")
    void printsAnyTextOnOneLineWithoutControls(String text) {
        assertThat(Text.printable(text))
                .doesNotContainPattern("[\\p{Cntrl}\u0080-\u009f\u2028\u2029\u202a-\u202e\u2066-\u2069]");
    }

    @Test
    void spellsOutWhatMovesTheCursor() {
        assertThat(Text.printable("a\u001b[2J\r\n\u0085\u2028\u202e\u200fz"))
                .isEqualTo("a\\u001b[2J\\u000d\\u000a\\u0085\\u2028\\u202e\\u200fz");
    }
}
