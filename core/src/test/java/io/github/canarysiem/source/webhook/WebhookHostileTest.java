package io.github.canarysiem.source.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Peers who mean harm, beside whom a good sender is still served. */
@Timeout(60)
class WebhookHostileTest {
    private static final String HALF_A_HEAD = "POST /hook/" + Inn.SECRET + " HTTP/1.1\r\nHost: x\r\nX: ";

    private static boolean isEnded(Socket socket) throws IOException {
        socket.setSoTimeout(1);
        try {
            return socket.getInputStream().read() < 0;
        } catch (SocketTimeoutException e) {
            return false;
        } catch (IOException e) {
            return true;
        }
    }

    private static void drip(Socket socket) {
        try {
            socket.getOutputStream().write('x');
        } catch (IOException e) {
            // It was cut, which is what the test waits for.
        }
    }

    @Test
    void whoDripsHeadersIsCutAlthoughHeNeverPauses() throws Exception {
        try (Inn inn = Inn.open(Map.of("request-timeout", "500ms"));
                Socket slow = inn.connect()) {
            Inn.send(slow, HALF_A_HEAD);
            await().atMost(Inn.PATIENCE).pollInterval(Duration.ofMillis(50)).until(() -> {
                drip(slow);
                return isEnded(slow);
            });
            assertThat(inn.post(Bodies.marked("good"))).startsWith("HTTP/1.1 200 ");
        }
    }

    @Test
    void whoDripsABodyIsToldSoAndCut() throws Exception {
        try (Inn inn = Inn.open(Map.of("request-timeout", "500ms"));
                Socket slow = inn.connect()) {
            Inn.send(slow, Inn.head() + "Content-Type: application/json\r\nContent-Length: 1000\r\n\r\n{");
            String answer = Inn.rest(slow);
            assertThat(answer).startsWith("HTTP/1.1 408 ").contains("too long to arrive");
        }
    }

    @Test
    void whoDripsABodyWithoutAPauseIsCutAsWell() throws Exception {
        try (Inn inn = Inn.open(Map.of("request-timeout", "500ms"));
                Socket slow = inn.connect()) {
            Inn.send(slow, Inn.head() + "Content-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n");
            await().atMost(Inn.PATIENCE).pollInterval(Duration.ofMillis(50)).until(() -> {
                Inn.send(slow, "1\r\n \r\n");
                return slow.getInputStream().available() > 0;
            });
            assertThat(Inn.rest(slow)).startsWith("HTTP/1.1 408 ");
        }
    }

    @Test
    void aHundredMebibytesAreRefusedBeforeTheyCome() throws Exception {
        try (Inn inn = Inn.open(Map.of());
                Socket large = inn.connect()) {
            Inn.send(large, Inn.head() + "Content-Type: application/json\r\nContent-Length: 104857600\r\n\r\n");
            assertThat(Inn.rest(large)).startsWith("HTTP/1.1 413 ").contains("too large");
        }
    }

    @Test
    void aHundredMebibytesWithoutALengthAreRefusedWhileTheyCome() throws Exception {
        try (Inn inn = Inn.open(Map.of("maximum-body", "64KiB"));
                Socket large = inn.connect()) {
            Inn.send(large, Inn.head() + "Content-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n");
            Thread pushing = new Thread(() -> push(large));
            pushing.start();
            assertThat(Inn.rest(large)).startsWith("HTTP/1.1 413 ").contains("too large");
            large.close();
            pushing.join(Inn.PATIENCE.toMillis());
            assertThat(pushing.isAlive()).isFalse();
        }
    }

    private static void push(Socket socket) {
        byte[] part = ("10000\r\n" + " ".repeat(0x10000) + "\r\n").getBytes(StandardCharsets.UTF_8);
        try {
            OutputStream out = socket.getOutputStream();
            for (int i = 0; i < 1_600; i++) {
                out.write(part);
            }
        } catch (IOException e) {
            // It is cut.
        }
    }

    @Test
    void whoHasSentTooMuchBeforeHeReadsStillReadsTheRefusal() throws Exception {
        try (Inn inn = Inn.open(Map.of())) {
            assertThat(inn.exchange(Inn.request(" ".repeat(8 << 20)))).startsWith("HTTP/1.1 413 ");
            assertThat(inn.exchange(Inn.request(" ".repeat(8 << 20)).replace(Inn.SECRET, "wrong")))
                    .startsWith("HTTP/1.1 403 ");
        }
    }

    @Test
    void garbageInsteadOfChunksIsRefused() throws Exception {
        try (Inn inn = Inn.open(Map.of())) {
            for (String garbage : List.of("zz\r\n{}\r\n0\r\n\r\n", "-1\r\n{}", "FFFFFFFFFFFFFFFFF\r\n{}", "2\r\n{}x")) {
                String answer = inn.exchange(
                        Inn.head() + "Content-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n" + garbage);
                assertThat(answer).as(garbage).startsWith("HTTP/1.1 400 ").doesNotContain("zz", "FFF");
            }
        }
    }

    @Test
    void whoGoesAwayInTheMiddleOfABodyLeavesNothingBehind() throws Exception {
        try (Inn inn = Inn.open(Map.of())) {
            String half = Inn.request(Bodies.marked("half"));
            for (int i = 0; i < 100; i++) {
                try (Socket socket = inn.connect()) {
                    Inn.send(socket, half.substring(0, half.length() - 10));
                }
            }
            assertThat(inn.post(Bodies.marked("whole"))).startsWith("HTTP/1.1 200 ");
            assertThat(inn.intake.stored()).hasSize(1);
        }
    }

    @Test
    void aThousandIdleConnectionsKeepNobodyOut() throws Exception {
        List<Socket> idle = new ArrayList<>();
        try (Inn inn = Inn.open(Map.of("maximum-connections", "50", "request-timeout", "60s"))) {
            for (int i = 0; i < 1_000; i++) {
                idle.add(inn.connect());
                if (i % 100 == 99) {
                    assertThat(inn.post(Bodies.marked("good-" + i))).startsWith("HTTP/1.1 200 ");
                }
            }
            await().atMost(Inn.PATIENCE).until(() -> ended(idle) >= 950);
            assertThat(inn.intake.stored()).hasSize(10);
        } finally {
            for (Socket each : idle) {
                each.close();
            }
        }
    }

    private static long ended(List<Socket> sockets) throws IOException {
        long ended = 0;
        for (Socket socket : sockets) {
            ended += isEnded(socket) ? 1 : 0;
        }
        return ended;
    }

    @Test
    void idleConnectionsAreCutInTime() throws Exception {
        try (Inn inn = Inn.open(Map.of("request-timeout", "300ms"));
                Socket idle = inn.connect()) {
            assertThat(Inn.rest(idle)).isEmpty();
        }
    }
}
