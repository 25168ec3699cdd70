package io.github.canarysiem.source.redis;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.canarysiem.source.canarytokens.HitIdentity;
import io.github.canarysiem.source.canarytokens.HitList;
import io.github.canarysiem.source.canarytokens.StoredHit;
import io.github.canarysiem.spi.Sighting;
import io.github.canarysiem.testing.CapturedTokens;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Imprints agree with the identities that are worked out in full. */
class ImprintReaderTest {
    private static final String HIT = """
            {"src_ip": "203.0.113.7", "geo_info": null, "useragent": "caf\\u00e9 \\"x\\"", "request_headers": {"A": "1", "B": "2"}, \
            "list": [1, 2.50, NaN, true], "mail": {"sender": "a@b", "recipients": ["<c@d>"]}}""";

    private final ImprintReader reader = new ImprintReader(new KeyedHash(0x5eedL, 0x9e3779b97f4a7c15L));

    @Test
    void tellsTheHitsOfTheRealServerApartAsTheirIdentitiesDo() {
        Map<String, Long> imprints = new HashMap<>();
        Set<Long> distinct = new HashSet<>();
        int hits = 0;
        for (byte[] list : capturedLists()) {
            List<StoredHit> stored = HitList.read(list).hits();
            List<HitImprint> read = reader.read(list).orElseThrow();
            assertThat(read).hasSameSizeAs(stored);
            for (int i = 0; i < stored.size(); i++) {
                hits++;
                Sighting sighting = HitIdentity.of("token", stored.get(i));
                HitImprint imprint = read.get(i);
                assertThat(imprint.key()).isEqualTo(stored.get(i).key());
                assertThat(imprint.hasAddress())
                        .isEqualTo(stored.get(i).content().has("src_ip"));
                assertThat(imprint.content() == 0).isEqualTo(sighting.id().equals(sighting.fingerprint()));
                Long earlier = imprints.put(sighting.id(), imprint.identity());
                assertThat(earlier == null || earlier == imprint.identity()).isTrue();
                distinct.add(imprint.identity());
            }
        }
        assertThat(hits).isGreaterThan(60);
        assertThat(distinct).hasSameSizeAs(imprints.keySet());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"src_ip\":\"203.0.113.7\",\"useragent\":\"caf\\u00e9 \\\"x\\\"\",\"request_headers\":{\"B\":\"2\",\"A\":\"1\"},"
                        + "\"mail\":{\"recipients\":[\"<<c@d>>\"],\"sender\":\"a@b\"},\"list\":[1,2.50,NaN,true]}",
                "{\"src_ip\": \"203.0.113.7\", \"useragent\": \"café \\u0022x\\u0022\", \"alert_status\": \"alertable\", \"x\": null,"
                        + " \"request_headers\": {\"A\": \"1\", \"B\": \"2\"}, \"list\": [1, 2.50, NaN, true],"
                        + " \"mail\": {\"sender\": \"a@b\"}}"
            })
    void knowsAHitThatIsSpelledInAnotherWay(String other) {
        assertThat(imprint(other)).isEqualTo(imprint(HIT));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "203.0.113.7|203.0.113.8",
                "\"A\":|\"AA\":",
                "\"1\"|1",
                "2.50|2.5",
                "NaN|null",
                "true|false",
                "a@b|a@c",
                "[1, 2.50|[[1], 2.50",
                "[1, 2.50|[2.50, 1",
                "caf|Caf",
                "\"useragent\"|\"user_agent\""
            })
    void tellsAHitFromEveryOther(String written, String instead) {
        assertThat(HIT).contains(written);
        assertThat(imprint(HIT.replace(written, instead)).identity())
                .isNotEqualTo(imprint(HIT).identity());
    }

    @Test
    void whatMayChangeIsNoPartOfTheIdentity() {
        HitImprint enriched =
                imprint(HIT.replace("\"list\"", "\"additional_info\": {\"Browser\": {\"os\": [\"Linux\"]}}, \"list\""));
        HitImprint ignored = imprint(HIT.replace("\"list\"", "\"alert_status\": \"ignored_ip\", \"list\""));
        assertThat(List.of(enriched.identity(), ignored.identity()))
                .containsOnly(imprint(HIT).identity());
        assertThat(Set.of(enriched.content(), ignored.content(), imprint(HIT).content()))
                .hasSize(3);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "{",
                "{\"1\": {}} x",
                "{\"1\": {\"a\": tru\u0000}}",
                "{\"1\": {\"a\" 1}}",
                "{\"1\": {\"a\": \"x}}",
                "{\"1\": {\"a\": \"\\",
                "{\"1\": {\"a\": \"\\q\"}}",
                "{1: 2}",
                "{\"1\": {},}",
                "nul"
            })
    void leavesWhatIsDamagedToOthers(String list) {
        assertThat(reader.read(list.getBytes(StandardCharsets.UTF_8))).isEmpty();
    }

    @Test
    void leavesWhatIsNestedTooDeepToOthers() {
        String deep = "{\"1\": {\"a\": " + "[".repeat(100_000) + "]".repeat(100_000) + "}}";
        assertThat(reader.read(deep.getBytes(StandardCharsets.UTF_8))).isEmpty();
    }

    @Test
    void isAnotherFunctionForEveryState() {
        ImprintReader another = new ImprintReader(new KeyedHash(1, 3));
        byte[] list = ("{\"1\": " + HIT + "}").getBytes(StandardCharsets.UTF_8);
        assertThat(another.read(list)).isNotEqualTo(reader.read(list));
    }

    private HitImprint imprint(String hit) {
        return reader.read(("{\"1\": " + hit + "}").getBytes(StandardCharsets.UTF_8))
                .orElseThrow()
                .get(0);
    }

    private static List<byte[]> capturedLists() {
        return Stream.concat(
                        CapturedTokens.tokens().stream(),
                        CapturedTokens.SEQUENCES.stream().flatMap(name -> CapturedTokens.sequence(name).stream()))
                .map(token -> token.hash().get("triggered_list"))
                .filter(Objects::nonNull)
                .map(list -> list.getBytes(StandardCharsets.UTF_8))
                .toList();
    }
}
