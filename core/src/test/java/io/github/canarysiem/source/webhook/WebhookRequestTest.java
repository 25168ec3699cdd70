package io.github.canarysiem.source.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.canarysiem.Incident;
import io.github.canarysiem.Kind;
import io.github.canarysiem.testing.CapturedWebhooks;
import io.github.canarysiem.testing.CapturedWebhooks.CapturedWebhook;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What each request is answered, good ones and others. */
@Timeout(60)
class WebhookRequestTest {
    private static Inn inn;

    @BeforeAll
    static void open() {
        inn = Inn.open(Map.of());
    }

    @AfterAll
    static void close() {
        inn.close();
    }

    private static List<Incident> stored(String mark) {
        return inn.intake.stored().stream()
                .filter(incident -> Bodies.mark(incident).equals(mark))
                .toList();
    }

    @Test
    void everyCapturedBodyIsStoredOrSentToTheGenericKind() throws Exception {
        try (Inn own = Inn.open(Map.of())) {
            Set<String> generic = new HashSet<>();
            for (CapturedWebhook webhook : CapturedWebhooks.all()) {
                String answer = own.post(webhook.body());
                if (webhook.isForChat()) {
                    assertThat(answer).startsWith("HTTP/1.1 422 ").contains("choose the generic webhook");
                } else {
                    assertThat(answer).startsWith("HTTP/1.1 200 ").endsWith("stored\n");
                    generic.add(webhook.body());
                }
            }
            assertThat(own.intake.stored()).hasSameSizeAs(generic);
            assertThat(own.intake.stored().stream().map(Incident::kind).distinct())
                    .containsExactlyInAnyOrder(Kind.TEST, Kind.HIT, Kind.KEY_EXPOSED);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "/slack/, false, Slack",
        "/slack/, true, Slack",
        "/teams/, true, Microsoft Teams",
        "/discord/, true, Discord",
        "/gchat/, true, Google Chat"
    })
    void aMessageForAChatIsRefusedByItsName(String path, boolean validation, String name) throws Exception {
        String answer = inn.post(Bodies.captured(path, validation));

        assertThat(answer)
                .startsWith("HTTP/1.1 422 ")
                .contains("this is a message for " + name + ": choose the generic");
    }

    @Test
    void theSameBodySentTwiceIsOneIncident() throws Exception {
        String body = Bodies.marked("twice");

        assertThat(inn.post(body)).startsWith("HTTP/1.1 200 ");
        assertThat(inn.post(body)).startsWith("HTTP/1.1 200 ");
        assertThat(stored("twice")).hasSize(1);
    }

    @Test
    void aConnectionCarriesManyRequestsInAnyChunkingAndPipelined() throws Exception {
        String first = Bodies.marked("chunks");
        StringBuilder chunked = new StringBuilder(Inn.head())
                .append("Content-Type: application/json; charset=UTF-8\r\nTransfer-Encoding: chunked\r\n\r\n");
        for (int i = 0; i < first.length(); i += 7) {
            String part = first.substring(i, Math.min(first.length(), i + 7));
            chunked.append(Integer.toHexString(part.length()))
                    .append(";x=y\r\n")
                    .append(part)
                    .append("\r\n");
        }
        try (Socket socket = inn.connect()) {
            Inn.send(socket, chunked + "0\r\nTrailer: x\r\n\r\n" + Inn.request(Bodies.marked("pipelined")));
            String answers = Inn.rest(socket);
            assertThat(answers).containsSubsequence("HTTP/1.1 200 ", "stored", "HTTP/1.1 200 ", "stored");
        }
        assertThat(stored("chunks")).hasSize(1);
        assertThat(stored("pipelined")).hasSize(1);
    }

    @Test
    void aBodyMayComeByteByByte() throws Exception {
        try (Socket socket = inn.connect()) {
            socket.setTcpNoDelay(true);
            for (byte each : Inn.request(Bodies.marked("bytes")).getBytes(StandardCharsets.UTF_8)) {
                socket.getOutputStream().write(each);
            }
            assertThat(Inn.rest(socket)).startsWith("HTTP/1.1 200 ");
        }
    }

    @Test
    void whoExpectsAContinueGetsOne() throws Exception {
        String body = Bodies.marked("continue");
        String request = Inn.request(body, "Expect: 100-continue");
        try (Socket socket = inn.connect()) {
            Inn.send(socket, request.substring(0, request.length() - body.length()));
            byte[] interim = socket.getInputStream().readNBytes("HTTP/1.1 100 Continue\r\n\r\n".length());
            assertThat(new String(interim, StandardCharsets.UTF_8)).isEqualTo("HTTP/1.1 100 Continue\r\n\r\n");
            Inn.send(socket, body);
            assertThat(Inn.rest(socket)).startsWith("HTTP/1.1 200 ");
        }
    }

    @Test
    void whoExpectsAContinueForTooMuchGetsTheRefusalAtOnce() throws Exception {
        String answer = inn.exchange(Inn.head() + "Content-Type: application/json\r\nExpect: 100-continue\r\n"
                + "Content-Length: 99999999\r\n\r\n");

        assertThat(answer).startsWith("HTTP/1.1 413 ");
    }

    @Test
    void oldHttpIsUnderstood() throws Exception {
        String body = Bodies.marked("old");
        String head = "POST /hook/" + Inn.SECRET + " HTTP/1.0\r\nContent-Type: application/json\r\n";

        assertThat(inn.exchange(head + "Content-Length: " + body.length() + "\r\n\r\n" + body))
                .contains(" 200 ")
                .endsWith("stored\n");
        assertThat(inn.exchange(head + "\r\n" + body)).contains(" 411 ");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "POST / HTTP/1.1 | 404",
                "POST /other HTTP/1.1 | 404",
                "POST /hooks/SECRET HTTP/1.1 | 404",
                "POST /hook HTTP/1.1 | 403",
                "POST /hook/ HTTP/1.1 | 403",
                "POST /hook/wrong HTTP/1.1 | 403",
                "POST /hook/SECRETx HTTP/1.1 | 403",
                "POST /hook/SECRET/ HTTP/1.1 | 403",
                "POST /hook/x?SECRET HTTP/1.1 | 403",
                "GET /hook/wrong HTTP/1.1 | 403",
                "GET /hook/SECRET HTTP/1.1 | 405",
                "PUT /hook/SECRET HTTP/1.1 | 405",
                "HEAD /hook/SECRET HTTP/1.1 | 405",
                "TRACE /hook/SECRET HTTP/1.1 | 405",
                "POST /hook/%zz HTTP/1.1 | 400",
                "POST /hook/../hook/SECRET HTTP/1.1 | 4",
                "NONSENSE | 400",
                "POST /hook/SECRET HTTP/9.9 | 4"
            })
    void otherPlacesAndMethodsAreRefused(String line, String status) throws Exception {
        String answer = inn.exchange(line.replace("SECRET", Inn.SECRET) + "\r\nHost: x\r\nConnection: close\r\n"
                + "Content-Type: application/json\r\nContent-Length: 2\r\n\r\n{}");

        assertThat(answer).matches("(?s)HTTP/1\\.[01] " + status + ".*");
        assertThat(answer).doesNotContain(Inn.SECRET, "Server:", "jetty", "Jetty", "<html", "zz");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Content-Type: text/plain | 415",
                "Content-Type: application/x-www-form-urlencoded | 415",
                "X: y | 415",
                "Content-Type: application/json~Content-Type: application/json | 415",
                "Content-Type: application/json~Content-Encoding: gzip | 415",
                "Content-Type: APPLICATION/JSON;charset=utf-8~Content-Encoding: identity | 422"
            })
    void onlyPlainJsonIsTaken(String headers, String status) throws Exception {
        String answer = inn.exchange(
                Inn.head() + headers.replace("~", "\r\n") + "\r\nConnection: close\r\nContent-Length: 2\r\n\r\n{}");

        assertThat(answer).startsWith("HTTP/1.1 " + status + " ");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Content-Length: 2\r\nContent-Length: 3",
                "Content-Length: 2\r\nTransfer-Encoding: chunked",
                "Content-Length: -1",
                "Content-Length: 99999999999999999999999",
                "Transfer-Encoding: nonsense",
                "Host: another",
                "Bad Name: x",
                "X: a\u0001b"
            })
    void ambiguousOrBrokenHeadsAreRefused(String header) throws Exception {
        String answer = inn.exchange(
                Inn.head() + "Content-Type: application/json\r\nConnection: close\r\n" + header + "\r\n\r\n{}");

        assertThat(answer).matches("(?s)HTTP/1.1 (400|411) .*").doesNotContain("<html", "Bad Name", "nonsense");
    }

    /** Whoever is cut while he still sends may lose the answer. */
    @Test
    void headersBeyondMeasureAreRefused() throws Exception {
        for (String head : List.of(
                Inn.head() + "X: " + "x".repeat(100_000),
                "POST /" + "x".repeat(100_000) + " HTTP/1.1",
                Inn.head() + "A: b\r\n".repeat(100_000))) {
            assertThat(inn.exchange(head + "\r\n\r\n")).matches("(?s)HTTP/1.[01] 431 .*|\\[reset]");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "nonsense", "{} {}", "{\"token\": \"a\u0000\"}", "\"text", "[1,"})
    void whatIsNoJsonIsRefused(String body) throws Exception {
        assertThat(inn.post(body)).matches("(?s)HTTP/1.1 4(00|11) .*").doesNotContain("nonsense");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "[]", "[{\"token\": \"t\"}]", "5", "null", "\"text\"", "NaN", "{\"memo\": \"m\"}"})
    void jsonThatIsNoWebhookIsRefused(String body) throws Exception {
        assertThat(inn.post(body)).startsWith("HTTP/1.1 422 ");
    }

    @Test
    void invalidUtf8IsReplacedForTheAlarmCountsMore() throws Exception {
        byte[] body = Bodies.marked("utf-?").getBytes(StandardCharsets.UTF_8);
        for (int i = 0; i < body.length; i++) {
            body[i] = body[i] == '?' ? (byte) 0xc3 : body[i];
        }
        String request = Inn.request(" ".repeat(body.length));
        try (Socket socket = inn.connect()) {
            Inn.send(socket, request.substring(0, request.length() - body.length));
            socket.getOutputStream().write(body);
            assertThat(Inn.rest(socket)).startsWith("HTTP/1.1 200 ");
        }
        assertThat(inn.intake.stored())
                .anyMatch(incident -> Bodies.mark(incident).equals("utf-\ufffd"));
    }

    @Test
    void hostileJsonBecomesAnIncidentWithAllOfIt() throws Exception {
        String body =
                "{\"token\": \"t\", \"token\": \"u\", \"src_ip\": NaN, \"x\": Infinity, \"memo\": \"\\ud800\\u0000\","
                        + " \"additional_data\": {\"useragent\": \"hostile\", \"__proto__\": {\"a\": 1e999}, \"deep\": "
                        + "[".repeat(4_000) + "]".repeat(4_000) + "}}";

        assertThat(inn.post(body)).startsWith("HTTP/1.1 200 ");
        assertThat(stored("hostile")).singleElement().satisfies(incident -> {
            assertThat(String.valueOf(incident.token())).contains("id=u");
            assertThat(incident.other().toString()).contains("1e999", "Infinity", "[cut: nested deeper");
        });
    }

    @Test
    void nestingBeyondMeasureIsRefused() throws Exception {
        assertThat(inn.post("[".repeat(500_000))).startsWith("HTTP/1.1 400 ");
    }

    @Test
    void moreValuesThanAnyServerSendsAreRefused() throws Exception {
        String crowd = "{\"token\": \"t\", \"a\": [" + "1,".repeat(60_000) + "1]}";

        assertThat(inn.post(crowd)).startsWith("HTTP/1.1 413 ");
    }

    @Test
    void refusalsGiveTheBudgetBack() throws IOException {
        String large = "{\"memo\": \"" + "x".repeat(500_000) + "\"}";
        for (int i = 0; i < 10; i++) {
            assertThat(inn.post(large)).startsWith("HTTP/1.1 422 ");
        }
    }
}
