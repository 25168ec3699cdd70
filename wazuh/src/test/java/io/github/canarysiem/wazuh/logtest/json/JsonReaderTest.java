package io.github.canarysiem.wazuh.logtest.json;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Objects;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonReaderTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            quoteCharacter = '`',
            value = {
                "[1, 2.5]~[1, 2.5]",
                "[ ]~[]",
                "[{}]~`[{\n\t}]`",
                "[0.1,1e3,1e-7,1e21,-0.0,123456789012345678]~[0.1, 1000, 1e-07, 1e+21, -0, 1.2345678901234568e+17]",
                "[1e999]~[null]",
                "[\"\\u0001\\t\\/\u007f\"]~[\"\\u0001\\t/\u007f\"]",
                "[\"a\\u0000b\"]~[\"a\"]",
                "[\"\\u00e9\"]~[\"\u00c3\u00a9\"]",
                "[true,false,null] rest~[true, false, null]"
            })
    void valuesArePrintedAsTheLibraryPrints(String text, String printed) {
        assertThat(JsonPrinter.print(Objects.requireNonNull(JsonReader.read(text, 0))))
                .isEqualTo(printed);
    }

    @ParameterizedTest
    @CsvSource({
        "3,3",
        "3.0,3",
        "-7,-7",
        "-0,0",
        "1.5,1.500000",
        "2147483648,2147483648.000000",
        "1e-7,0.000000",
        "-1e-7,-0.000000"
    })
    void numbersBecomeFieldsAsPrintfWritesThem(String text, String field) {
        assertThat(JsonPrinter.field(Objects.requireNonNull(JsonReader.read(text, 0))))
                .isEqualTo(field);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "{\"a\":1,}",
                "[1,]",
                "{'a':1}",
                "{\"a\" 1}",
                "[\"\\x\"]",
                "[\"\\ud800\"]",
                "[\"\\udc00\"]",
                "[\"\\ud800\\u0041\"]",
                "tru",
                "[-]",
                "[1.2.3]",
                "\"a",
                "[\"\\u00\"]",
                "\"a\\"
            })
    void whatIsNoJsonIsNotRead(String text) {
        assertThat(JsonReader.read(text, 0)).isNull();
    }

    @ParameterizedTest
    @CsvSource({"1000,true", "1001,false"})
    void nestingIsLimited(int depth, boolean readable) {
        assertThat(JsonReader.read("[".repeat(depth) + "]".repeat(depth), 0) != null)
                .isEqualTo(readable);
    }
}
