package io.github.canarysiem.templates;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.github.canarysiem.testing.Incidents;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class FormatTest {
    private static final List<String> TEXTS = List.of(
            "plain",
            "<a> & \"b\" 'c'",
            "back\\slash \\",
            "${x} %{y} %s $HOME `id`",
            "- : # [x] {y} !t &a *b",
            "true",
            "null",
            "1e3",
            " blank ",
            "gr\u00fc\u00dfe \ud83d\udc26",
            "x\u0085y\u00a0z");

    @Test
    void jsonAndYamlReadBackWhatWasWritten() throws Exception {
        for (String text : TEXTS) {
            assertThat(new ObjectMapper().readTree(Format.JSON.written(text)).asText())
                    .isEqualTo(text);
            assertThat(new YAMLMapper()
                            .readTree("a: " + Format.YAML.written(text))
                            .get("a")
                            .isTextual())
                    .isTrue();
            assertThat(new YAMLMapper()
                            .readTree("a: " + Format.YAML.written(text))
                            .get("a")
                            .asText())
                    .isEqualTo(text);
        }
        assertThat(Format.JSON.written(List.of("a", 1, true))).isEqualTo("[\"a\",1,true]");
        assertThat(Format.YAML.written(Map.of("a", "b"))).isEqualTo("{\"a\":\"b\"}");
    }

    @Test
    void xmlReadsBackWhatWasWritten() throws Exception {
        for (String text : TEXTS) {
            if (!text.contains("\u0085")) {
                String file = "<a b=\"" + Format.XML.written(text) + "\">" + Format.XML.written(text) + "</a>";
                var root = DocumentBuilderFactory.newInstance()
                        .newDocumentBuilder()
                        .parse(new ByteArrayInputStream(file.getBytes(StandardCharsets.UTF_8)))
                        .getDocumentElement();
                assertThat(root.getTextContent()).isEqualTo(text);
                assertThat(root.getAttribute("b")).isEqualTo(text);
            }
        }
    }

    @Test
    void aShellReadsBackWhatWasWritten() throws Exception {
        for (String text : TEXTS) {
            if (!text.contains("\u0085")) {
                Process shell = new ProcessBuilder("sh", "-c", "printf %s " + Format.SHELL.written(text)).start();
                assertThat(new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                        .isEqualTo(text);
            }
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
                    HCL     | a${b}%{c}"d | "a$${b}%%{c}\\"d"
                    SYSTEMD | a%b$c"d\\e  | "a%%b$$c\\"d\\\\e"
                    INI     | a;b=c       | a;b=c
                    """)
    void otherFormatsSpellTheirSignsOut(Format format, String text, String written) {
        assertThat(format.written(text)).isEqualTo(written);
    }

    @ParameterizedTest
    @EnumSource(Format.class)
    void noFormatLetsALineBreakThrough(Format format) {
        for (String text : List.of("a\nb", "a\rb", "a\u2028b", "a\u0000b", "a\u001bb")) {
            try {
                assertThat(format.written(text)).doesNotContain("\n", "\r", "\u2028", "\u0000", "\u001b");
            } catch (IllegalArgumentException e) {
                assertThat(e.getMessage()).isNotBlank().doesNotContain("\n");
            }
        }
        assertThatThrownBy(() -> format.written("half \ud800")).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"<", "a<b", "</rule>", "\"", "'", "a\\", " a", "a ", "a\nb", "\u0007"})
    void whatWazuhsXmlCannotCarryIsRefused(String text) {
        assertThatThrownBy(() -> Format.WAZUH_XML.written(text)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aCommentCannotBeLeftByAValue() {
        for (String text : Incidents.HOSTILE_TEXTS) {
            assertThat(Escapes.comment(text))
                    .doesNotContain("--", ">", "<", "\n", "\r")
                    .matches("[ -~]*");
        }
        assertThat(Escapes.comment("a-->b")).isEqualTo("a-\\u002d\\u003eb");
    }
}
