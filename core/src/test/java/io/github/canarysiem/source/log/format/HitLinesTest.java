package io.github.canarysiem.source.log.format;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.canarysiem.Incident;
import io.github.canarysiem.Kind;
import io.github.canarysiem.Severity;
import io.github.canarysiem.source.canarytokens.StoredJson;
import io.github.canarysiem.testing.CapturedIncidents;
import io.github.canarysiem.testing.CapturedTokens;
import io.github.canarysiem.testing.CapturedTokens.CapturedToken;
import io.github.canarysiem.testing.CapturedWebhooks;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Lines that tell of hits. */
class HitLinesTest {
    private static final String HIT = "INFO:root:2026-11-21 20:00:00: {'src_ip': '203.0.113.77', 'geo_info': {'loc':"
            + " '52.5,13.4', 'org': 'AS64500 Example', 'city': 'Berlin', 'country': 'DE'}, 'is_tor_relay': %s,"
            + " 'input_channel': 'HTTP', 'useragent': %s, 'request_headers': {'Host': 'tokens.example', 'Cookie': 'a=b'},"
            + " 'request_args': {}}";

    @Test
    void aLineOfCt2rdsIsAHit() {
        ReadLines lines = ReadLines.with(FormatName.CT2RDS);
        assertThat(lines.read(HIT.formatted("True", "\"x', 'is_tor_relay': False, 'y\"")))
                .isTrue();
        Incident hit = lines.incident();

        assertThat(hit.kind()).isEqualTo(Kind.HIT);
        assertThat(hit.severity()).isEqualTo(Severity.CRITICAL);
        assertThat(hit.occurredAt()).isEqualTo(Instant.parse("2026-11-21T19:00:00Z"));
        assertThat(hit.token()).isNull();
        assertThat(hit.channel()).isEqualTo("HTTP");
        assertThat(hit.source()).extracting("ip", "tor").containsExactly("203.0.113.77", true);
        assertThat(hit.geo()).extracting("country", "city").containsExactly("DE", "Berlin");
        assertThat(hit).extracting("http.userAgent").isEqualTo("x', 'is_tor_relay': False, 'y");
        assertThat(String.valueOf(hit.http())).contains("[redacted]").doesNotContain("a=b");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2026-11-21T19:00:00Z",
                "2026-11-21 19:00:00 (UTC)",
                "2026-11-21 20:00:00,000",
                "2026-11-21 20:00:00+01:00",
                "1795287600.000000",
                "2026-11-21 20:00:00.000000"
            })
    void itsDateIsReadInManyForms(String date) {
        ReadLines lines = ReadLines.with(FormatName.AUTO);
        lines.read("INFO:root:" + date + ": {'src_ip': '203.0.113.77'}");

        assertThat(lines.incident().occurredAt()).isEqualTo(Instant.parse("2026-11-21T19:00:00Z"));
    }

    @Test
    void aDateThatNobodyBelievesIsKeptAsData() {
        ReadLines lines = ReadLines.with(FormatName.AUTO);
        lines.read("INFO:root:2099-11-21 20:00:00: {'src_ip': '203.0.113.77'}");

        assertThat(lines.incident().occurredAt()).isEqualTo(ReadLines.OBSERVED);
        assertThat(lines.incident().hit()).extracting("key", "keyIsTime").containsExactly("2099-11-21 20:00:00", false);
    }

    @Test
    void aTokenInTheLineIsTakenOver() {
        ReadLines lines = ReadLines.with(FormatName.AUTO);
        lines.read("INFO:root:2026-11-21 20:00:00: {'token': 'abc', 'memo': 'm', 'token_type': 'aws_keys', 'x': 1}");

        assertThat(lines.incident().token()).extracting("id", "type", "memo").containsExactly("abc", "aws_keys", "m");
        assertThat(lines.incident().severity()).isEqualTo(Severity.CRITICAL);
    }

    @Test
    void hitsByTimeAreIncidentsOfTheirOwn() {
        ReadLines lines = ReadLines.with(FormatName.AUTO);
        lines.read(
                "INFO:root:2026-11-21 20:00:00: {'1795287600.5': {'src_ip': '192.0.2.1'}, 'nan': {'src_ip': '192.0.2.2'}}");

        assertThat(lines.incidents()).extracting("source.ip").containsExactly("192.0.2.1", "192.0.2.2");
        assertThat(lines.incidents().get(0).occurredAt()).isEqualTo(Instant.parse("2026-11-21T19:00:00.5Z"));
    }

    /** As text in Python's form, both as the server stores it and with its JSON read already. */
    @Test
    void theWholeHashOfATokenTellsTheHitsThatRedisTells() throws Exception {
        Map<String, Incident> stored = new HashMap<>();
        CapturedIncidents.all().forEach(incident -> stored.put(incident.id(), incident));
        int compared = 0;
        for (CapturedToken token : CapturedTokens.tokens()) {
            if (token.hits().isPresent()) {
                ReadLines lines = ReadLines.with(FormatName.AUTO);
                assertThat(lines.read("INFO:root:2026-11-21 20:00:00: " + PythonRepr.of(hash(token, false))))
                        .isTrue();
                assertThat(lines.read("INFO:root:2026-11-21 20:00:01: " + PythonRepr.of(hash(token, true))))
                        .isTrue();
                for (Incident hit : lines.incidents()) {
                    assertThat(hit.toString()).doesNotContain(token.hash().get("auth"));
                    Incident other = Objects.requireNonNull(stored.get(hit.id()), token.name());
                    assertThat(hit.http()).isEqualTo(other.http());
                    assertThat(hit.other()).isEqualTo(other.other());
                    compared++;
                }
            }
        }
        assertThat(compared).isGreaterThan(300);
    }

    @Test
    void everyCapturedWebhookIsUnderstood() throws Exception {
        int hits = 0;
        for (var request : CapturedWebhooks.all()) {
            String body = new JsonMapper().readTree(request.body()).toString();
            ReadLines certain = ReadLines.with(FormatName.WEBHOOK);
            ReadLines guessing = ReadLines.with(FormatName.AUTO);
            boolean understood = certain.read(body);

            assertThat(guessing.read(body)).isEqualTo(understood);
            assertThat(guessing.findings()).isEqualTo(certain.findings());
            hits += certain.findings().size();
        }
        assertThat(hits).isGreaterThan(40);
    }

    @Test
    void aLineOfOfflineIsAFileAccess() {
        ReadLines lines = ReadLines.with(FormatName.AUTO);
        assertThat(lines.read("2026-11-21 20:00:00 alice@files CLOSE_NOWRITE,CLOSE /srv/tokens/pass words.txt"))
                .isTrue();
        Incident access = lines.incident();

        assertThat(access.kind()).isEqualTo(Kind.FILE_ACCESS);
        assertThat(access.occurredAt()).isEqualTo(Instant.parse("2026-11-21T19:00:00Z"));
        assertThat(access).extracting("user.name").isEqualTo("alice");
        assertThat(access).extracting("host.name").isEqualTo("files");
        assertThat(access.file())
                .extracting("path", "operations", "detector", "attribution")
                .containsExactly("/srv/tokens/pass words.txt", List.of("close"), "inotify", "none");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "INFO:root:started",
                "INFO:root:2026-11-21 20:00:00: ready",
                "INFO:root:2026-11-21 20:00:00: {}",
                "INFO:root:2026-11-21 20:00:00: {'a': __import__('os').system('true')}",
                "INFO:root:2026-11-21 20:00:00: {'a': 1",
                "2026-11-21 20:00:00 service started by alice@files",
                "2026-11-21 20:00:00 W3SVC1 GET /index.html",
                "{\"token\":\"of something else\"}",
                "{\"canary\":\"singing\",\"id\":\"7\"}",
                "{\"canary\":{\"id\":\"coal mine\",\"kind\":\"hit\",\"severity\":\"critical\"}}",
                "{\"srcip\":\"203.0.113.9\",\"event_type\":\"flow\",\"kind\":\"hit\"}",
                "type=SYSCALL",
                "{\"a\":",
                "\u0000",
            })
    void linesOfOthersTellNothing(String line) {
        ReadLines lines = ReadLines.with(FormatName.AUTO);

        assertThat(lines.read(line)).isFalse();
        assertThat(lines.findings()).isEmpty();
    }

    private static ObjectNode hash(CapturedToken token, boolean parsed) throws Exception {
        ObjectNode hash = JsonNodeFactory.instance.objectNode();
        token.hash().forEach(hash::put);
        if (parsed) {
            JsonNode hits = StoredJson.read(token.hits().orElseThrow().getBytes(StandardCharsets.UTF_8));
            hash.set("triggered_list", hits);
        }
        return hash;
    }
}
