package io.github.canarysiem.source.log.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.canarysiem.source.log.format.PythonLiteral.NoLiteralException;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Python's literals are read as Python wrote them, and nothing is evaluated. */
@Timeout(30)
class PythonLiteralTest {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{}                                   | {}",
                "{'a': 1, \"b'\": -2.5e-7}            | {\"a\":\"1\",\"b'\":\"-2.5e-7\"}",
                "{'a': None, 'b': True, 'c': False}   | {\"a\":null,\"b\":true,\"c\":false}",
                "{'a': nan, 'b': inf, 'c': -inf}      | {\"a\":\"nan\",\"b\":\"inf\",\"c\":\"-inf\"}",
                "{1: 'x', (1, 'k'): 'y', None: 'z'}   | {\"1\":\"x\",\"[\\\"1\\\",\\\"k\\\"]\":\"y\",\"null\":\"z\"}",
                "[1, [2, (3,), ()], {4, 5}, set()]    | [\"1\",[\"2\",[\"3\"],[]],[\"4\",\"5\"],[]]",
                "('only')                             | \"only\"",
                "'a' \"b\" 'c'                        | \"abc\"",
                "b'caf\\xc3\\xa9 \\xff' b'\\x00'      | \"caf\u00c3\u00a9 \u00ff\\u0000\"",
                "b'caf\\xc3\\xa9'                     | \"caf\u00e9\"",
                "u'\\u00e9\\U0001f600\\ud800'         | \"\u00e9\ud83d\ude00\ud800\"",
                "'\\x41\\101\\0\\n\\q\\''             | \"AA\\u0000\\n\\\\q'\"",
                "datetime.datetime(2026, 11, 22, tzinfo=datetime.timezone.utc) | \"datetime.datetime(2026, 11, 22, tzinfo=datetime.timezone.utc)\"",
                "OrderedDict([('a', 1)])              | [[\"a\",\"1\"]]",
                "Decimal('1.50')                      | \"1.50\"",
                "frozenset({'a'})                     | [\"a\"]",
                "[1_000, 0.1, 1e400, 3j]              | [\"1_000\",\"0.1\",\"1e400\",\"3j\"]",
            })
    void readsWhatPythonWrites(String literal, String json) throws Exception {
        assertThat(PythonLiteral.read(literal).toString()).isEqualTo(json);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "{",
                "{'a'",
                "{'a':",
                "{'a': 1",
                "{'a': 1}}",
                "{'a': 1} x",
                "{'a' 1}",
                "{'a': 1 'b': 2}",
                "[1 2]",
                "'a",
                "\"a'",
                "'a\\",
                "b'",
                "None None",
                "eval",
                "__import__",
                "f'x'",
                "1 + 1",
                "-",
                "-'a'",
                "{'a': 1, 2}",
                "{,}",
                "[,]",
                "<object at 0x7f>",
                "lambda: 1",
                "open('x').read()",
                "[1 for x in y]",
                "datetime(",
                "{'a': }"
            })
    void whatIsNoLiteralIsRefused(String text) {
        assertThatExceptionOfType(NoLiteralException.class).isThrownBy(() -> PythonLiteral.read(text));
    }

    @ParameterizedTest
    @ValueSource(strings = {"[", "(", "{'a': ", "{'a': [", "f(", "((((f("})
    void depthIsNoDanger(String opening) throws Exception {
        int times = 200_000;
        assertThatExceptionOfType(NoLiteralException.class).isThrownBy(() -> PythonLiteral.read(opening.repeat(times)));

        JsonNode cut = PythonLiteral.read("[".repeat(times) + "'[(\"'" + "]".repeat(times));
        assertThat(cut.toString()).contains("[cut: nested deeper than 64 levels]");
    }

    @Test
    void lengthIsNoDanger() throws Exception {
        assertThat(PythonLiteral.read("9".repeat(5_000_000)).textValue()).hasSize(5_000_000);
        assertThat(PythonLiteral.read("'" + "\\'".repeat(2_000_000) + "'").textValue())
                .hasSize(2_000_000);
        assertThat(PythonLiteral.read("[" + "1,".repeat(1_000_000) + "]")).hasSize(1_000_000);
    }

    @RepeatedTest(50)
    void whatIsWrittenComesBack() throws Exception {
        long seed = System.nanoTime();
        JsonNode value = value(new Random(seed), 5);

        assertThat(PythonLiteral.read(PythonRepr.of(value))).as("seed %d", seed).isEqualTo(value);
    }

    @RepeatedTest(50)
    void whatIsDamagedIsRefusedOrReadButNeverHarms() {
        Random random = new Random();
        StringBuilder text = new StringBuilder(PythonRepr.of(value(random, 4)));
        for (int i = 0; i < 3 && !text.isEmpty(); i++) {
            int at = random.nextInt(text.length());
            switch (random.nextInt(3)) {
                case 0 -> text.deleteCharAt(at);
                case 1 -> text.insert(at, "{[('\"\\,:b1".charAt(random.nextInt(10)));
                default -> text.setLength(at);
            }
        }
        try {
            assertThat(PythonLiteral.read(text.toString())).isNotNull();
        } catch (NoLiteralException e) {
            assertThat(e).hasMessageContaining("at character");
        }
    }

    private static JsonNode value(Random random, int depth) {
        return switch (random.nextInt(depth > 0 ? 7 : 5)) {
            case 0 -> NODES.nullNode();
            case 1 -> NODES.booleanNode(random.nextBoolean());
            case 2, 3, 4 -> NODES.textNode(text(random));
            case 5 -> {
                ArrayNode array = NODES.arrayNode();
                for (int i = random.nextInt(5); i > 0; i--) {
                    array.add(value(random, depth - 1));
                }
                yield array;
            }
            default -> {
                ObjectNode object = NODES.objectNode();
                for (int i = random.nextInt(5); i > 0; i--) {
                    object.set(text(random), value(random, depth - 1));
                }
                yield object;
            }
        };
    }

    private static String text(Random random) {
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(12); i > 0; i--) {
            switch (random.nextInt(4)) {
                case 0 -> text.append("'\"\\\n\r\t\0{}[],: ".charAt(random.nextInt(14)));
                case 1 -> text.append((char) random.nextInt(0x100));
                case 2 -> text.append((char) random.nextInt(0x10000));
                default -> text.appendCodePoint(random.nextInt(Character.MAX_CODE_POINT));
            }
        }
        return text.toString();
    }
}
