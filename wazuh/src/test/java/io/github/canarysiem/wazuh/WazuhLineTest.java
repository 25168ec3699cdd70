package io.github.canarysiem.wazuh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.canarysiem.Attribute;
import io.github.canarysiem.Hit;
import io.github.canarysiem.Http;
import io.github.canarysiem.Incident;
import io.github.canarysiem.Source;
import io.github.canarysiem.Token;
import io.github.canarysiem.json.Text;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class WazuhLineTest {
    private static final WazuhLine LINE = new WazuhLine(WazuhLine.LONGEST);

    static List<String> hostileTexts() {
        return HostileText.all();
    }

    static List<String> worstTexts() {
        int length = 64 * 1024;
        return List.of(
                "\"".repeat(length),
                "\uffff".repeat(length),
                "\ud83d\ude00".repeat(length / 2),
                "\ud800".repeat(length),
                "\0".repeat(length),
                "\u001b".repeat(length),
                "\u2028".repeat(length),
                "a".repeat(length));
    }

    @Test
    void aLineIsSrcipAndTheIncident() {
        Incident incident = Samples.hit(7)
                .source(new Source("203.0.113.9", "203.0.113.9", 4711, null, false, null))
                .build();

        assertThat(text(LINE.of(incident)))
                .isEqualTo("{\"srcip\":\"203.0.113.9\",\"canary\":{\"schema_version\":\"1\",\"id\":\"" + Samples.id(7)
                        + "\",\"revision\":1,\"kind\":\"hit\",\"severity\":\"high\",\"time\":\"2026-11-05T20:00:00.250Z\","
                        + "\"observed\":\"2026-11-05T20:00:00.250Z\",\"token\":{\"id\":\"token7\",\"type\":\"web\","
                        + "\"memo\":\"memo 7\"},\"channel\":\"HTTP\",\"source\":{\"address\":\"203.0.113.9\","
                        + "\"ip\":\"203.0.113.9\",\"port\":4711,\"tor\":false}}}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"203.0.113.9", "::1", "2001:db8::ff", "::ffff:10.0.0.1", "255.255.255.255", "0.0.0.0"})
    void anAddressBecomesSrcip(String ip) {
        assertThat(StrictJson.read(LINE.of(Samples.from(ip))).path("srcip").asText())
                .isEqualTo(ip);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "AWS Internal",
                "1.2.3",
                "1.2.3.4.",
                "256.1.1.1",
                "1.2.3.4, 5.6.7.8",
                "dead.beef",
                ":",
                ":::",
                "fe80::1%eth0",
                "1.2.3.4\n",
                "01.2.3.4"
            })
    void whatIsNoAddressIsNoSrcip(String ip) {
        assertThat(StrictJson.read(LINE.of(Samples.from(ip))).has("srcip")).isFalse();
    }

    @ParameterizedTest
    @MethodSource("hostileTexts")
    void hostileTextArrivesExactly(String text) {
        JsonNode canary = StrictJson.read(LINE.of(Samples.saying(text))).path("canary");
        String expected = Text.wellFormed(text);

        assertThat(canary.at("/token/memo").asText()).isEqualTo(expected);
        assertThat(canary.at("/http/user_agent").asText()).isEqualTo(expected);
        assertThat(canary.at("/http/headers/0/name").asText()).isEqualTo(expected);
        assertThat(canary.at("/http/headers/0/values/0").asText()).isEqualTo(expected);
        assertThat(canary.path("severity").asText()).isEqualTo("high");
        assertThat(canary.has("truncated")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "\u00e4", "\"", "\n"})
    void sixteenKilobytesArriveExactly(String character) {
        String memo = character.repeat(16 * 1024 / character.getBytes(StandardCharsets.UTF_8).length);
        Incident incident =
                Samples.hit(1).token(new Token("token", "web", memo)).build();

        assertThat(StrictJson.read(LINE.of(incident)).at("/canary/token/memo").asText())
                .isEqualTo(memo);
    }

    @Test
    void otherWritingSystemsStayReadable() {
        assertThat(text(LINE.of(Samples.saying("gr\u00fc\u00dfe \u65e5\u672c \ud83d\udc26"))))
                .contains("gr\u00fc\u00dfe \u65e5\u672c \ud83d\udc26");
    }

    @ParameterizedTest
    @MethodSource("worstTexts")
    void theWorstIncidentFitsAndKeepsItsHead(String text) {
        for (int limit : new int[] {WazuhLine.LONGEST, 8_192, WazuhLine.SHORTEST}) {
            for (int entries : new int[] {0, 3}) {
                Incident incident = Samples.full(text, entries);
                byte[] line = new WazuhLine(limit).of(incident);

                assertThat(line).hasSizeLessThanOrEqualTo(limit);
                JsonNode canary = StrictJson.read(line).path("canary");
                assertThat(canary.path("id").asText()).isEqualTo(incident.id());
                assertThat(canary.path("revision").asInt()).isEqualTo(incident.revision());
                assertThat(canary.path("kind").asText()).isEqualTo("hit");
                assertThat(canary.path("severity").asText()).isEqualTo("informational");
                assertThat(canary.path("time").asText()).isEqualTo(Samples.TIME.toString());
                String whole = Text.wellFormed(text);
                for (String place :
                        List.of("/token/id", "/token/type", "/token/memo", "/channel", "/source/address", "/hit/key")) {
                    assertThat(whole).startsWith(canary.at(place).asText());
                    assertThat(canary.at(place).asText()).as(place).hasSizeGreaterThanOrEqualTo(32);
                }
                assertThat(canary.path("truncated").isArray()).isTrue();
            }
        }
    }

    @Test
    void srcipSurvivesTheWorst() {
        String text = "\u001b".repeat(64 * 1024);
        Incident incident = Samples.hit(1)
                .token(new Token(text, text, text))
                .hit(new Hit(text, true, text))
                .source(new Source(text, "203.0.113.9", 1, text, true, true))
                .build();

        assertThat(StrictJson.read(new WazuhLine(WazuhLine.SHORTEST).of(incident))
                        .path("srcip")
                        .asText())
                .isEqualTo("203.0.113.9");
    }

    @Test
    void listsLoseTheirLargestEntriesFirstAndSayIt() {
        List<Attribute> headers = new ArrayList<>();
        headers.add(Attribute.of("small", "1"));
        headers.add(Attribute.of("huge", "x".repeat(30_000)));
        headers.add(Attribute.of("huger", "y".repeat(31_000)));
        headers.add(Attribute.of("tail", "2"));
        Incident incident = Samples.hit(1)
                .http(new Http(
                        "agent", null, null, null, null, null, headers, List.of(Attribute.of("q", "z".repeat(20_000)))))
                .build();

        JsonNode canary = StrictJson.read(LINE.of(incident)).path("canary");

        assertThat(canary.at("/http/headers").findValuesAsText("name")).containsExactly("small", "huge", "tail");
        assertThat(canary.at("/http/arguments/0/values/0").asText()).hasSize(20_000);
        assertThat(canary.path("truncated")).hasSize(1);
        assertThat(canary.at("/truncated/0").asText()).isEqualTo("http.headers");
    }

    @Test
    void whatElseWasStoredGoesBeforeTheHeaders() {
        List<Attribute> large = List.of(Attribute.of("a", "x".repeat(25_000)), Attribute.of("b", "y".repeat(25_000)));
        Incident incident = Samples.hit(1)
                .http(new Http("agent", null, null, null, null, null, large, List.of()))
                .other(large)
                .build();

        JsonNode canary = StrictJson.read(LINE.of(incident)).path("canary");

        assertThat(canary.at("/http/headers")).hasSize(2);
        assertThat(canary.has("other")).isFalse();
        assertThat(canary.path("truncated").toString()).isEqualTo("[\"other\"]");
    }

    @Test
    void aTextIsNeverLongerThanTheIndexerTakes() {
        Incident incident = Samples.hit(1)
                .token(new Token("token", "web", "\u65e5".repeat(15_000)))
                .build();

        JsonNode canary = StrictJson.read(LINE.of(incident)).path("canary");

        assertThat(canary.at("/token/memo").asText()).hasSize(32_766 / 3);
        assertThat(canary.path("truncated").toString()).isEqualTo("[\"token.memo\"]");
    }

    @Test
    void numbersThatWazuhWouldChangeAreText() throws IOException {
        JsonNode tree = new ObjectMapper()
                .readTree(
                        "{\"a\":2147483647,\"b\":2147483648,\"c\":-2147483649,\"d\":1.5,\"e\":1e-7,\"f\":true,\"g\":null,"
                                + "\"h\":[null,5,4294967296],\"i\":3.0,\"j\":123456789012345678901234567890}");

        assertThat(WazuhLine.decodable(tree).toString())
                .isEqualTo(
                        "{\"a\":2147483647,\"b\":\"2147483648\",\"c\":\"-2147483649\",\"d\":\"1.5\",\"e\":\"1.0E-7\",\"f\":true,"
                                + "\"h\":[5,\"4294967296\"],\"i\":\"3.0\",\"j\":\"123456789012345678901234567890\"}");
    }

    @Test
    void theCountOfBytesIsTheWritersOwn() {
        for (int c = 0; c <= Character.MAX_VALUE; c++) {
            char[] text = Character.isSurrogate((char) c) ? new char[] {'\ud83d', '\ude00'} : new char[] {(char) c};
            int counted = 0;
            int inUtf8 = 0;
            for (char each : text) {
                counted += HarmlessEscapes.bytesInLine(each);
                inUtf8 += HarmlessEscapes.bytesInUtf8(each);
            }
            String string = new String(text);
            byte[] written = WazuhLine.bytes(new ObjectMapper().getNodeFactory().textNode(string));
            assertThat(written).as("U+%04X", c).hasSize(counted + 2);
            assertThat(string.getBytes(StandardCharsets.UTF_8)).hasSize(inUtf8);
        }
    }

    @Test
    void anyTextAtAllFits() {
        Random random = new Random(4711);
        for (int i = 0; i < 50; i++) {
            StringBuilder text = new StringBuilder();
            int length = random.nextInt(3_000);
            int ceiling = random.nextBoolean() ? 0x100 : 0x10000;
            for (int j = 0; j < length; j++) {
                text.append((char) random.nextInt(ceiling));
            }
            int limit = WazuhLine.SHORTEST + random.nextInt(WazuhLine.LONGEST - WazuhLine.SHORTEST);
            byte[] line = new WazuhLine(limit).of(Samples.full(text.toString(), random.nextInt(20)));
            assertThat(line).hasSizeLessThanOrEqualTo(limit);
            StrictJson.read(line);
        }
    }

    @Test
    void limitsThatCannotWorkAreRefused() {
        assertThatThrownBy(() -> new WazuhLine(WazuhLine.SHORTEST - 1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new WazuhLine(WazuhLine.LONGEST + 1)).isInstanceOf(IllegalArgumentException.class);
    }

    private static String text(byte[] line) {
        return new String(line, StandardCharsets.UTF_8);
    }
}
