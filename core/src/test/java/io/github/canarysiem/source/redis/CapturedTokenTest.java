package io.github.canarysiem.source.redis;

import static io.github.canarysiem.testing.CapturedJson.wellFormed;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.canarysiem.Incident;
import io.github.canarysiem.Kind;
import io.github.canarysiem.json.IncidentJson;
import io.github.canarysiem.testing.CapturedJson;
import io.github.canarysiem.testing.CapturedTokens;
import io.github.canarysiem.testing.CapturedTokens.CapturedToken;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each token that was captured from the real server, through a real Redis; what is expected is worked out from the raw JSON. */
class CapturedTokenTest {
    private static final Map<String, List<Incident>> FOUND = new HashMap<>();

    @BeforeAll
    static void readAllFromRedis() throws Exception {
        try (Scene scene = Scene.delivering()) {
            CapturedTokens.tokens().forEach(scene::write);
            scene.start();
            for (Incident incident : scene.intake.stored()) {
                FOUND.computeIfAbsent(Scene.tokenOf(incident), id -> new ArrayList<>())
                        .add(incident);
            }
        }
    }

    @AfterAll
    static void forget() {
        FOUND.clear();
    }

    static Stream<CapturedToken> tokens() {
        return CapturedTokens.tokens().stream();
    }

    @Test
    void thereAreSixtyOneOfThem() {
        assertThat(CapturedTokens.NAMES).hasSize(61);
    }

    @ParameterizedTest
    @MethodSource("tokens")
    void givesOneIncidentForEachHitAndExposure(CapturedToken token) throws Exception {
        List<String> keys = new ArrayList<>();
        rawHits(token).fieldNames().forEachRemaining(keys::add);
        List<Incident> hits = of(token, Kind.HIT);

        // A list that is full and all new may have been longer once.
        boolean full = keys.size() >= 50;
        assertThat(hits.stream().map(hit -> hit.hit() == null ? "" : hit.hit().key()))
                .containsExactlyElementsOf(keys);
        assertThat(of(token, Kind.KEY_EXPOSED)).hasSize(token.hash().containsKey("key_exposed_details") ? 1 : 0);
        assertThat(of(token, Kind.HISTORY_GAP)).hasSize(full ? 1 : 0);
        assertThat(incidents(token)).allMatch(incident -> incident.revision() == 1);
    }

    @ParameterizedTest
    @MethodSource("tokens")
    void tellsTokenChannelSourceAndVerdict(CapturedToken token) throws Exception {
        ObjectNode raw = rawHits(token);
        for (Incident incident : of(token, Kind.HIT)) {
            JsonNode json = CapturedJson.read(IncidentJson.toBytes(incident));
            JsonNode hit = raw.get(json.at("/hit/key").asText());
            assertThat(json.at("/token/id").asText()).isEqualTo(token.id());
            assertThat(json.at("/token/type").asText()).isEqualTo(token.hash().get("type"));
            assertThat(json.at("/token/memo").asText())
                    .isEqualTo(wellFormed(String.valueOf(token.hash().get("memo"))));
            assertThat(json.at("/channel").asText())
                    .isEqualTo(hit.path("input_channel").asText());
            assertThat(json.at("/hit/alert_status").asText())
                    .isEqualTo(hit.path("alert_status").asText());
            assertThat(json.at("/source/address").asText())
                    .isEqualTo(wellFormed(hit.path("src_ip").asText()));
            assertThat(json.at("/source/tor").asText())
                    .isEqualTo(hit.path("is_tor_relay").asText());
            assertThat(json.at("/geo/country").asText())
                    .isEqualTo(
                            hit.has("geo_info") && hit.get("geo_info").isObject()
                                    ? hit.at("/geo_info/country").asText()
                                    : hit.at("/additional_info/Location/countryOrRegion/0")
                                            .asText()
                                            .replace("(not available)", ""));
            String userAgent = hit.has("useragent")
                    ? hit.get("useragent").asText()
                    : hit.at("/additional_info/useragent").asText();
            assertThat(json.at("/http/user_agent").asText()).isEqualTo(wellFormed(userAgent));
        }
    }

    @ParameterizedTest
    @MethodSource("tokens")
    void losesNoValueThatTheServerStored(CapturedToken token) throws Exception {
        ObjectNode raw = rawHits(token);
        for (Incident incident : of(token, Kind.HIT)) {
            JsonNode json = CapturedJson.read(IncidentJson.toBytes(incident));
            ObjectNode stored = (ObjectNode) raw.get(json.at("/hit/key").asText());
            CapturedJson.strip(stored);
            Set<String> there = CapturedJson.values(json);
            for (String value : CapturedJson.values(stored)) {
                assertThat(there).as(value).anyMatch(text -> text.contains(wellFormed(value)));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("tokens")
    void showsNoCredentialOfTheRequestAndNoSecretOfTheToken(CapturedToken token) {
        for (Incident incident : incidents(token)) {
            String json = new String(IncidentJson.toBytes(incident), StandardCharsets.UTF_8);
            assertThat(json).doesNotContain("dXNlcjpwYXNz", "deadbeef", "eyJhbGciOi");
            assertThat(json).doesNotContain(String.valueOf(token.hash().get("auth")));
            if (token.hash().containsKey("aws_secret_access_key")) {
                assertThat(json).doesNotContain(token.hash().get("aws_secret_access_key"));
            }
        }
    }

    private static ObjectNode rawHits(CapturedToken token) throws Exception {
        return (ObjectNode) CapturedJson.read(token.hits().orElse("{}"));
    }

    private static List<Incident> incidents(CapturedToken token) {
        return FOUND.getOrDefault(token.id(), List.of());
    }

    private static List<Incident> of(CapturedToken token, Kind kind) {
        return incidents(token).stream()
                .filter(incident -> incident.kind() == kind)
                .toList();
    }
}
