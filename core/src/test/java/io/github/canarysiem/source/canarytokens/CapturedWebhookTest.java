package io.github.canarysiem.source.canarytokens;

import static io.github.canarysiem.testing.CapturedJson.wellFormed;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.canarysiem.Incident;
import io.github.canarysiem.Kind;
import io.github.canarysiem.Severity;
import io.github.canarysiem.Token;
import io.github.canarysiem.json.IncidentJson;
import io.github.canarysiem.testing.CapturedJson;
import io.github.canarysiem.testing.CapturedTokens;
import io.github.canarysiem.testing.CapturedTokens.CapturedToken;
import io.github.canarysiem.testing.CapturedWebhooks;
import io.github.canarysiem.testing.CapturedWebhooks.CapturedWebhook;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each request that the real server sent to a webhook; what is expected is worked out from the raw JSON. */
class CapturedWebhookTest {
    private static final Instant OBSERVED = Instant.parse("2026-11-21T23:00:00Z");
    private static final List<CapturedWebhook> ALL = CapturedWebhooks.all();

    static Stream<CapturedWebhook> generic() {
        return ALL.stream().filter(webhook -> !webhook.isForChat());
    }

    static Stream<CapturedWebhook> chats() {
        return ALL.stream().filter(CapturedWebhook::isForChat);
    }

    private static Incident incident(CapturedWebhook webhook) throws Exception {
        return new WebhookIncidents(new Cleaner(true))
                .finding(body(webhook), OBSERVED)
                .incident();
    }

    private static ObjectNode body(CapturedWebhook webhook) throws Exception {
        return (ObjectNode) StoredJson.read(webhook.body().getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void thereAreAHundredAndNinetySixOfThem() {
        assertThat(generic()).hasSize(184);
        assertThat(chats()).hasSize(12);
    }

    @ParameterizedTest
    @MethodSource("generic")
    void becomesAnIncidentOfItsKind(CapturedWebhook webhook) throws Exception {
        JsonNode raw = CapturedJson.read(webhook.body());
        Incident incident = incident(webhook);
        JsonNode json = CapturedJson.read(IncidentJson.toBytes(incident));

        Kind expected = webhook.validation() ? Kind.TEST : raw.has("exposed_time") ? Kind.KEY_EXPOSED : Kind.HIT;
        assertThat(incident.kind()).isEqualTo(expected);
        assertThat(incident.severity() == Severity.INFORMATIONAL).isEqualTo(webhook.validation());
        assertThat(json.at("/token/id")).isEqualTo(raw.get("token"));
        assertThat(json.at("/token/type")).isEqualTo(raw.get("token_type"));
        assertThat(json.at("/token/memo").asText())
                .isEqualTo(wellFormed(raw.get("memo").asText()));
        assertThat(json.path("channel").asText()).isEqualTo(raw.path("channel").asText());
        assertThat(json.at("/source/address").asText())
                .isEqualTo(wellFormed(raw.path("src_ip").asText()));
        assertThat(json.at("/geo/country").asText())
                .isEqualTo(raw.at("/additional_data/geo_info/country")
                        .asText(raw.at("/additional_data/additional_info/location/countryOrRegion/0")
                                .asText()
                                .replace("(not available)", "")));
        String time = raw.path(raw.has("time") ? "time" : "exposed_time").asText();
        assertThat(json.path("time").asText()).isEqualTo(iso(time));
        assertThat(json.has("hit")).isFalse();
    }

    @ParameterizedTest
    @MethodSource("generic")
    void losesNoValueThatTheServerSent(CapturedWebhook webhook) throws Exception {
        Set<String> there = CapturedJson.values(CapturedJson.read(IncidentJson.toBytes(incident(webhook))));
        Set<String> sent = CapturedJson.values(expected((ObjectNode) CapturedJson.read(webhook.body())));

        sent.removeIf(value -> there.stream().anyMatch(text -> text.contains(wellFormed(value))));
        assertThat(sent).as("what is missing").isEmpty();
    }

    @ParameterizedTest
    @MethodSource("generic")
    void showsNoCredential(CapturedWebhook webhook) throws Exception {
        String json = new String(IncidentJson.toBytes(incident(webhook)), StandardCharsets.UTF_8);

        assertThat(json)
                .doesNotContain("dXNlcjpwYXNz", "deadbeef", "eyJhbGciOi")
                .doesNotContainPattern("auth=[^\\[]");
    }

    @ParameterizedTest
    @MethodSource("generic")
    void sentTwiceHasOneId(CapturedWebhook webhook) throws Exception {
        String unredacted = new WebhookIncidents(new Cleaner(false))
                .finding(body(webhook), OBSERVED.plusSeconds(5))
                .incident()
                .id();

        assertThat(incident(webhook).id()).isEqualTo(unredacted);
    }

    @Test
    void bodiesThatDifferHaveDifferentIds() throws Exception {
        Set<String> bodies = new TreeSet<>();
        Set<String> ids = new TreeSet<>();
        for (CapturedWebhook webhook : generic().toList()) {
            bodies.add(webhook.body());
            ids.add(incident(webhook).id());
        }

        assertThat(ids).hasSameSizeAs(bodies);
    }

    @ParameterizedTest
    @MethodSource("chats")
    void aBodyForAChatIsKnownAsSuch(CapturedWebhook webhook) throws Exception {
        WebhookForm form = WebhookForm.of(StoredJson.read(webhook.body().getBytes(StandardCharsets.UTF_8)));

        String service = form.name().replace("GOOGLE_CHAT", "GCHAT").toLowerCase(Locale.ROOT);
        assertThat(webhook.path()).startsWith("/" + service + "/");
    }

    /** But for the id, the time, and whether the address is a Tor exit, which a webhook does not tell. */
    @Test
    void saysOfTheSameHitWhatRedisSays() throws Exception {
        Set<String> others = new TreeSet<>();
        for (CapturedWebhook webhook : generic().toList()) {
            Incident incident = incident(webhook);
            if (incident.kind() == Kind.HIT && !stored(webhook.name()).contains(facts(incident))) {
                others.add(webhook.name());
            }
        }
        // Of these, Redis holds the hit no more, or with what the visitor's browser told later.
        assertThat(others)
                .containsExactly("aws-keys-nan", "slow-redirect", "web-browser", "web-lost-hit-perm", "web-many");
    }

    private static List<Object> stored(String name) {
        CapturedToken token = CapturedTokens.token(name);
        HitIncidents incidents = new HitIncidents(new HitTime(ZoneOffset.UTC), new Cleaner(true));
        Token known =
                new Token(token.id(), token.hash().get("type"), token.hash().get("memo"));
        List<Object> facts = new ArrayList<>();
        byte[] list = token.hits().orElse("{}").getBytes(StandardCharsets.UTF_8);
        for (StoredHit hit : HitList.read(list).hits()) {
            facts.add(facts(incidents.ofHit(HitIdentity.of(token.id(), hit).id(), known, hit, OBSERVED)));
        }
        return facts;
    }

    private static List<Object> facts(Incident incident) {
        List<Object> facts = new ArrayList<>();
        facts.add(incident.token());
        facts.add(String.valueOf(incident.channel()));
        facts.add(String.valueOf(incident.source()).replaceAll("tor=\\w+", ""));
        facts.add(String.valueOf(incident.geo()));
        facts.add(String.valueOf(incident.autonomousSystem()));
        facts.add(String.valueOf(incident.http()));
        facts.add(String.valueOf(incident.dns()));
        facts.add(String.valueOf(incident.mail()));
        facts.add(String.valueOf(incident.cloud()));
        facts.add(String.valueOf(incident.payment()));
        facts.add(String.valueOf(incident.browser()));
        facts.add(String.valueOf(incident.deviceLocation()));
        facts.add(String.valueOf(incident.host()));
        facts.add(String.valueOf(incident.user()));
        facts.add(String.valueOf(incident.file()));
        facts.add(String.valueOf(incident.process()));
        return facts;
    }

    /** What has to arrive: no credentials, no brackets around recipients, times as incidents write them. */
    private static ObjectNode expected(ObjectNode body) {
        body.put("manage_url", body.get("manage_url").asText().replaceAll("(auth=).*", "$1[redacted]"));
        if (body.has("time")) {
            body.put("time", iso(body.get("time").asText()));
        }
        if (body.get("additional_data") instanceof ObjectNode data) {
            if (data.has("time_ymd")) {
                data.put("time_ymd", data.get("time_ymd").asText().replace('/', '-'));
            }
            CapturedJson.strip(data);
        }
        return body;
    }

    private static String iso(String time) {
        return time.replace(" (UTC)", "Z").replace(' ', 'T');
    }
}
