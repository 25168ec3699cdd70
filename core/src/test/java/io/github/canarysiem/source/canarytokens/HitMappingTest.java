package io.github.canarysiem.source.canarytokens;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.canarysiem.Incident;
import io.github.canarysiem.Severity;
import io.github.canarysiem.Token;
import io.github.canarysiem.json.IncidentJson;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Hits of types that could not be captured, hostile ones, and what is cut or taken out of them. */
class HitMappingTest {
    private static final Instant OBSERVED = Instant.parse("2026-11-21T20:00:00Z");
    private static final String KEY = "1795288237.774428";

    private static Incident incident(String type, String hit, boolean redact) {
        HitList list = HitList.read(("{\"" + KEY + "\": " + hit + "}").getBytes(StandardCharsets.UTF_8));
        assertThat(list.whole()).isTrue();
        Token token = new Token("token", type, "memo");
        StoredHit stored = list.hits().get(0);
        return new HitIncidents(new HitTime(ZoneOffset.UTC), new Cleaner(redact))
                .ofHit(HitIdentity.of("token", stored).id(), token, stored, OBSERVED);
    }

    private static JsonNode json(String type, String hit) throws Exception {
        return JsonMapper.builder().build().readTree(IncidentJson.toBytes(incident(type, hit, true)));
    }

    private static List<String> other(JsonNode json, String pointer) {
        for (JsonNode attribute : json.path("other")) {
            if (attribute.get("name").asText().equals(pointer)) {
                return attribute
                        .path("values")
                        .valueStream()
                        .map(JsonNode::asText)
                        .toList();
            }
        }
        return List.of("(not there)");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'generic_data': 'a.b'} | /dns/data | a.b",
                "{'linux_inotify_filename_access': '/etc/x'} | /file/path | /etc/x",
                "{'log4_shell_computer_name': 'pc'} | /host/name | pc",
                "{'cmd_computer_name': 'pc', 'cmd_user_name': 'jo'} | /host/name | pc",
                "{'cmd_computer_name': 'pc', 'cmd_user_name': 'jo'} | /user/name | jo",
                "{'windows_fake_fs_file_name': 'p.docx', 'windows_fake_fs_process_name': 'cat.exe'} | /file/path | p.docx",
                "{'windows_fake_fs_file_name': 'p.docx', 'windows_fake_fs_process_name': 'cat.exe'} | /process/name | cat.exe",
                "{'windows_desktopini_access_domain': 'corp'} | /host/domain | corp",
                "{'sql_username': 'sa'} | /user/name | sa",
                "{'identity': 'a@b.c'} | /user/name | a@b.c",
                "{'src_port': 51820, 'client_public_key': 'k='} | /source/port | 51820"
            })
    void namesFromThePayloadFindTheirPlace(String data, String place, String value) throws Exception {
        JsonNode json = json("dns", "{\"src_ip\": \"1.2.3.4\", \"src_data\": " + data.replace('\'', '"') + "}");

        assertThat(json.at(place).asText()).isEqualTo(value);
    }

    @Test
    void aPlaceholderIsNoName() throws Exception {
        JsonNode json = json("cmd", "{\"src_data\": {\"cmd_user_name\": \"(not obtained)\"}}");

        assertThat(json.has("user")).isFalse();
        assertThat(other(json, "/src_data/cmd_user_name")).containsExactly("(not obtained)");
    }

    @Test
    void logsOfCloudsAndClientsFindTheirPlace() throws Exception {
        JsonNode mysql = json(
                "my_sql", "{\"additional_info\": {\"MySQL Client\": {\"hostname\": [\"db\"], \"locale\": [\"de\"]}}}");
        JsonNode decoy = json(
                "aws_infra",
                "{\"additional_info\": {\"event\": {\"eventName\": \"GetObject\"}, \"decoy_resource\": {\"name\": \"b\"},"
                        + " \"identity\": {\"accountId\": \"1\"}, \"metadata\": null}}");
        JsonNode card = json("credit_card_v2", "{\"additional_info\": {\"merchant\": \"Shop\", \"amount\": 7.50}}");

        assertThat(mysql.at("/host/name").asText()).isEqualTo("db");
        assertThat(other(mysql, "/additional_info/MySQL Client/locale")).containsExactly("de");
        assertThat(decoy.at("/cloud/provider").asText()).isEqualTo("aws");
        assertThat(decoy.at("/cloud/event").asText()).isEqualTo("GetObject");
        assertThat(decoy.at("/cloud/account").asText()).isEqualTo("1");
        assertThat(other(decoy, "/additional_info/decoy_resource/name")).containsExactly("b");
        assertThat(other(decoy, "/additional_info/metadata")).isEmpty();
        assertThat(card.at("/payment/merchant").asText()).isEqualTo("Shop");
        assertThat(other(card, "/additional_info/amount")).containsExactly("7.50");
    }

    @Test
    void whatHasAnUnexpectedShapeIsKept() throws Exception {
        JsonNode json = json(
                "web",
                "{\"src_ip\": [\"1.2.3.4\"], \"useragent\": {\"a/b\": [1, [2, null]]}, \"geo_info\": \"\","
                        + " \"request_headers\": \"none\", \"mail\": 5, \"is_tor_relay\": \"yes\", \"n\": NaN}");

        assertThat(json.has("source")).isFalse();
        assertThat(other(json, "/src_ip")).containsExactly("1.2.3.4");
        assertThat(other(json, "/useragent/a~1b/0")).containsExactly("1");
        assertThat(other(json, "/useragent/a~1b/1/0")).containsExactly("2");
        assertThat(other(json, "/useragent/a~1b/1/1")).isEmpty();
        assertThat(other(json, "/mail")).containsExactly("5");
        assertThat(other(json, "/n")).containsExactly("NaN");
    }

    @ParameterizedTest
    @CsvSource({"5, 5", "\"text\", text", "null, ''", "[], ''", "[1], 1", "true, true"})
    void aHitThatIsNoObjectIsStillAHit(String hit, String kept) throws Exception {
        JsonNode json = json("web", hit.replace("\"\"", "\""));

        assertThat(json.at("/hit/key").asText()).isEqualTo(KEY);
        assertThat(other(json, "")).isEqualTo(kept.isEmpty() ? List.of() : List.of(kept));
    }

    @Test
    void credentialsAreTakenOutUnlessAskedFor() {
        String hit = "{\"request_headers\": {\"Cookie\": [\"a=1\", \"b=2\"], \"authorization\": \"Basic eA==\","
                + " \"X-Api-Key\": \"k\", \"Referer\": \"https://c/manage?token=t&auth=0123456789abcdef0123456789abcdef\"},"
                + " \"useragent\": \"auth=0123456789ABCDEF0123456789abcdef&x\"}";
        String redacted = new String(IncidentJson.toBytes(incident("web", hit, true)), StandardCharsets.UTF_8);
        String plain = new String(IncidentJson.toBytes(incident("web", hit, false)), StandardCharsets.UTF_8);

        assertThat(redacted).doesNotContain("a=1", "b=2", "eA==", "0123456789").contains("auth=[redacted]&x", "Cookie");
        assertThat(plain).contains("a=1", "b=2", "eA==", "auth=0123456789abcdef");
        assertThat(incident("web", hit, true).id())
                .isEqualTo(incident("web", hit, false).id());
    }

    @Test
    void whatIsTooLongIsCutVisibly() throws Exception {
        String many = "\"x\"" + ", \"x\"".repeat(4_999);
        String deep = "[".repeat(3_000) + "]".repeat(3_000);
        JsonNode json = json(
                "web",
                "{\"useragent\": \"" + "u".repeat(70_000) + "\", \"list\": [" + many + "], \"deep\": " + deep + "}");

        assertThat(json.at("/http/user_agent").asText())
                .hasSizeLessThan(66_000)
                .endsWith("u[cut: 4464 more characters]");
        assertThat(other(json, "/list")).hasSize(1_001).endsWith("[cut: 4000 more]");
        assertThat(json.toString()).contains("[cut: nested deeper than 64 levels]");
    }

    @Test
    void aHitWithTensOfThousandsOfNamesIsBounded() throws Exception {
        StringBuilder members = new StringBuilder("{\"a\": 1");
        for (int i = 0; i < 20_000; i++) {
            members.append(", \"n").append(i).append("\": \"v\"");
        }
        JsonNode json = json("web", "{\"request_headers\": " + members + "}, \"more\": " + members + "}}");

        assertThat(json.at("/http/headers").size()).isLessThanOrEqualTo(1_001);
        assertThat(json.path("other").size()).isLessThanOrEqualTo(2_001);
        assertThat(json.path("other").toString()).contains("[cut: ");
    }

    @Test
    void namesOfThePrototypeAndLoneSurrogatesAreData() throws Exception {
        JsonNode json = json("web", "{\"__proto__\": {\"$x\": \"\\ud800\\u0000\"}, \"a.b\": \"\\u2028\"}");

        assertThat(other(json, "/__proto__/$x")).containsExactly("\\ud800\\u0000");
        assertThat(other(json, "/a.b")).containsExactly("\u2028");
    }

    @ParameterizedTest
    @CsvSource({
        "aws_keys, false, alertable, CRITICAL",
        "mcp, true, alertable, CRITICAL",
        "ms_word, false, alertable, HIGH",
        "ms_word, true, alertable, CRITICAL",
        "some_new_type, false, alertable, HIGH",
        "web, false, alertable, MEDIUM",
        "web, true, alertable, HIGH",
        "aws_keys, true, ignored_ip, INFORMATIONAL"
    })
    void severityFollowsTypeAndCircumstances(String type, boolean tor, String status, Severity severity) {
        String hit = "{\"src_ip\": \"1.2.3.4\", \"is_tor_relay\": " + tor + ", \"alert_status\": \"" + status + "\"}";

        assertThat(incident(type, hit, true).severity()).isEqualTo(severity);
    }

    @Test
    void onlyWhatNeverChangesByItselfMakesTheIdentity() {
        String base = "{\"src_ip\": \"1.2.3.4\", \"mail\": {\"sender\": \"s\", \"recipients\": [\"<a>\"]}}";
        String later =
                "{\"mail\": {\"recipients\": [\"<<a>>\"], \"sender\": \"s\", \"links\": null}, \"src_ip\": \"1.2.3.4\","
                        + " \"alert_status\": \"ignored_ip\", \"additional_info\": {\"Browser\": {}}, \"geo_info\": null}";
        StoredHit first = HitList.read(("{\"k\":" + base + "}").getBytes(StandardCharsets.UTF_8))
                .hits()
                .get(0);
        StoredHit second = HitList.read(("{\"k\":" + later + "}").getBytes(StandardCharsets.UTF_8))
                .hits()
                .get(0);

        assertThat(HitIdentity.of("t", second).id())
                .isEqualTo(HitIdentity.of("t", first).id());
        assertThat(HitIdentity.of("t", second)).isNotEqualTo(HitIdentity.of("t", first));
        assertThat(HitIdentity.of("u", first).id())
                .isNotEqualTo(HitIdentity.of("t", first).id());
    }
}
