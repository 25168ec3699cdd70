package io.github.canarysiem.wazuh.logtest.xml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RulesetXmlTest {
    @Test
    void elementsKeepTheirTextAsItIsWritten() throws RulesetXmlException {
        RulesetElement element = only("<match> a &lt; \\<b> \"c\" </match>");
        assertThat(element.content()).isEqualTo(" a &lt; \\<b> \"c\" ");
    }

    @Test
    void anEscapedBackslashDoesNotEscapeTheBracketBehindIt() throws RulesetXmlException {
        assertThat(only("<field>c:\\\\</field>").content()).isEqualTo("c:\\\\");
    }

    @Test
    void commentsMayHoldAnythingButTheirEnd() throws RulesetXmlException {
        assertThat(only("<!-- <x> -- & -->\n<a>1<!-- 2 -->3</a>").content()).isEqualTo("13");
    }

    @Test
    void attributesMayStandOnOtherLinesAndInEitherQuotes() throws RulesetXmlException {
        RulesetElement element = only("<rule\n  id=\"1\"\tLEVEL='2' ><if_fts /></rule>");
        assertThat(element.attribute("id")).isEqualTo("1");
        assertThat(element.attribute("level")).isEqualTo("2");
        assertThat(element.children()).extracting(RulesetElement::name).containsExactly("if_fts");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            value = {
                "<a b=c></a> ~ XMLERR: Attribute 'b' not followed by a \" or '.",
                "<a b ></a> ~ XMLERR: Attribute 'b' has no value.",
                "<a b=\"c\"d></a> ~ XMLERR: Bad attribute closing for 'b'='c'.",
                "<a>text</b> ~ XMLERR: Element 'a' not closed.",
                "<a>text ~ XMLERR: Element 'a' not closed.",
                "<![CDATA[x]]> ~ XMLERR: Comment not closed.",
            })
    void brokenFilesAreRefusedInTheEnginesWords(String text, String message) {
        assertThatThrownBy(() -> RulesetXml.read(text))
                .isInstanceOf(RulesetXmlException.class)
                .hasMessage(message);
    }

    @Test
    void theDepthOfElementsIsBounded() {
        assertThatThrownBy(() -> RulesetXml.read("<a>".repeat(100_000))).isInstanceOf(RulesetXmlException.class);
    }

    @Test
    void variablesAreReplacedInTextsAndAttributes() throws Exception {
        List<RulesetElement> elements = Variables.apply(
                RulesetXml.read("<var name=\"HEAD\">^app</var><a offset=\"$HEAD\">$HEAD: $(x)$|y$</a>"));
        assertThat(elements).hasSize(1);
        assertThat(elements.get(0).content()).isEqualTo("^app: $(x)$|y$");
        assertThat(elements.get(0).attribute("offset")).isEqualTo("^app");
    }

    @Test
    void inAFileWithVariablesEveryNameMustBeDefined() throws RulesetXmlException {
        List<RulesetElement> elements = RulesetXml.read("<var name=\"A\">1</var><a>$AB</a>");
        assertThatThrownBy(() -> Variables.apply(elements)).hasMessage("XMLERR: Unknown variable: 'AB'.");
    }

    private static RulesetElement only(String text) throws RulesetXmlException {
        List<RulesetElement> elements = RulesetXml.read(text);
        assertThat(elements).hasSize(1);
        return elements.get(0);
    }
}
