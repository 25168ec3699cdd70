package io.github.canarysiem.source.canarytokens;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.canarysiem.Attribute;
import io.github.canarysiem.Incident;
import io.github.canarysiem.Kind;
import io.github.canarysiem.Source;
import io.github.canarysiem.Token;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Bodies of generic webhooks that could not be captured, and hostile ones. */
class WebhookMappingTest {
    private static final Instant OBSERVED = Instant.parse("2026-11-21T20:00:00Z");
    private static final String MEMO = "Congrats! The newly saved webhook works";

    private static ObjectNode body(String json) throws IOException {
        return (ObjectNode) StoredJson.read(json.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
    }

    private static Incident incident(String json) throws IOException {
        return new WebhookIncidents(new Cleaner(true))
                .finding(body(json), OBSERVED)
                .incident();
    }

    private static Map<String, List<String>> other(Incident incident) {
        return incident.other().stream().collect(Collectors.toMap(Attribute::name, Attribute::values));
    }

    @Test
    void theServersTrialIsATestAndWhatResemblesItIsAHit() throws Exception {
        assertThat(incident("{'token': 'a+test+token', 'memo': '" + MEMO + "'}").kind())
                .isEqualTo(Kind.TEST);
        assertThat(incident("{'token': 'abc', 'memo': '" + MEMO + "'}").kind()).isEqualTo(Kind.HIT);
        assertThat(incident("{'token': 'a+test+token', 'memo': 'payroll'}").kind())
                .isEqualTo(Kind.HIT);
        assertThat(incident("{'token': 'a+test+token', 'memo': ['" + MEMO + "']}")
                        .kind())
                .isEqualTo(Kind.HIT);
    }

    @Test
    void aTokenWithoutANameIsNamedByTheAddressOfItsPage() throws Exception {
        Incident incident =
                incident("{'memo': 'm', 'manage_url': 'https://c/manage?token=abc123&auth=not-hexadecimal&x=1'}");

        assertThat(incident.token()).isEqualTo(new Token("abc123", null, "m"));
        assertThat(other(incident))
                .containsEntry("/manage_url", List.of("https://c/manage?token=abc123&auth=[redacted]&x=1"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{'memo': 'm'}", "{'token': ''}", "{'token': null, 'manage_url': 'https://c/'}"})
    void aBodyWithoutATokenIsNone(String json) throws Exception {
        ObjectNode body = body(json);

        assertThat(WebhookForm.of(body)).isEqualTo(WebhookForm.UNKNOWN);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new WebhookIncidents(new Cleaner(true)).finding(body, OBSERVED));
    }

    @ParameterizedTest
    @CsvSource({
        "'2026-11-21 19:10:37 (UTC)', 2026-11-21T19:10:37Z",
        "'2026-11-21 19:10:37', ",
        "'2026-02-30 19:10:37 (UTC)', ",
        "'1999-01-01 00:00:00 (UTC)', ",
        "'2027-11-21 19:10:37 (UTC)', ",
        "'soon', "
    })
    void aTimeThatIsNotCredibleIsKeptAsText(String time, Instant expected) throws Exception {
        Incident incident = incident("{'token': 't', 'time': '" + time + "'}");

        assertThat(incident.occurredAt()).isEqualTo(expected == null ? OBSERVED : expected);
        assertThat(other(incident).get("/time")).isEqualTo(expected == null ? List.of(time) : null);
    }

    @Test
    void partsOfTheTimeThatSaySomethingElseAreKept() throws Exception {
        Incident incident = incident("{'token': 't', 'time': '2026-11-21 19:10:37 (UTC)',"
                + " 'additional_data': {'time_hm': '19:11', 'time_ymd': '2026/11/21'}}");

        assertThat(other(incident)).isEqualTo(Map.of("/time_hm", List.of("19:11")));
    }

    @Test
    void theServersOwnMembersGoFirstAndWhatTheyDisplaceIsKept() throws Exception {
        Incident incident = incident("{'token': 't', 'src_ip': '203.0.113.9', 'additional_data': {'src_ip': '1.1.1.1',"
                + " 'token': 't', 'memo': 'forged', 'additional_data': 'deep'}, 'memo': 'true'}");

        assertThat(incident.token()).isEqualTo(new Token("t", null, "true"));
        assertThat(incident.source()).extracting(Source::address).isEqualTo("203.0.113.9");
        assertThat(other(incident))
                .isEqualTo(Map.of(
                        "/additional_data/src_ip", List.of("1.1.1.1"),
                        "/additional_data/memo", List.of("forged"),
                        "/additional_data/additional_data", List.of("deep")));
    }

    @Test
    void logsAreReadByBothSpellingsOfTheirNames() throws Exception {
        Incident spelled =
                incident("{'token': 't', 'additional_data': {'additional_info': {'mysql_client': {'hostname': ['db']},"
                        + " 'browser': {'os': ['Linux']}}}}");
        Incident both = incident(
                "{'token': 't', 'additional_data': {'aws_key_log_data': {'eventName': ['B']},"
                        + " 'additional_info': {'AWS Key Log Data': {'eventName': ['A']}, 'aws_key_log_data': {'eventName': ['B']}}}}");

        assertThat(String.valueOf(spelled.host())).contains("db");
        assertThat(String.valueOf(spelled.browser())).contains("Linux");
        assertThat(String.valueOf(both.cloud())).contains("event=A");
        assertThat(other(both).values()).contains(List.of("B"));
    }

    @Test
    void whatHasAnUnexpectedShapeIsKept() throws Exception {
        Incident incident = incident("{'token': 't', 'channel': ['DNS'], 'time': 5, 'memo': null, 'token_type': NaN,"
                + " 'additional_data': ['x'], 'manage_url': {'a': 'b'}, '__proto__': {'a/b': [1, [null]]}}");

        assertThat(other(incident))
                .containsEntry("/channel", List.of("DNS"))
                .containsEntry("/time", List.of("5"))
                .containsEntry("/memo", List.of())
                .containsEntry("/additional_data", List.of("x"))
                .containsEntry("/manage_url/a", List.of("b"))
                .containsEntry("/__proto__/a~1b/0", List.of("1"));
        assertThat(incident.token()).isEqualTo(new Token("t", "NaN", null));
    }

    @Test
    void aKeyInPublicWithoutATimeOrPlaceIsStillOne() throws Exception {
        Incident incident = incident("{'token': 't', 'public_location': null, 'exposed_time': 'nan'}");

        assertThat(incident.kind()).isEqualTo(Kind.KEY_EXPOSED);
        assertThat(incident.occurredAt()).isEqualTo(OBSERVED);
        assertThat(String.valueOf(incident.exposure())).contains("nan");
        assertThat(other(incident)).containsEntry("/public_location", List.of());
    }

    @Test
    void bodiesThatDifferInAnythingButTheirManagePageAreDifferentIncidents() throws Exception {
        String id = incident("{'token': 't', 'src_ip': '1.2.3.4', 'memo': 'm', 'manage_url': 'u?auth=1'}")
                .id();

        assertThat(incident("{'memo': 'm', 'manage_url': 'u?auth=2', 'src_ip': '1.2.3.4', 'token': 't'}")
                        .id())
                .isEqualTo(id);
        assertThat(incident("{'token': 't', 'src_ip': '1.2.3.5', 'memo': 'm'}").id())
                .isNotEqualTo(id);
        assertThat(incident("{'token': 't', 'src_ip': '1.2.3.4', 'memo': 'm', 'time': ''}")
                        .id())
                .isNotEqualTo(id);
    }
}
