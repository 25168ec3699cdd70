package io.github.canarysiem.wazuh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.canarysiem.Incident;
import io.github.canarysiem.json.Text;
import io.github.canarysiem.spi.IncidentSink;
import io.github.canarysiem.spi.Settings;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Against a real rsyslog. */
@Timeout(value = 240, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class RsyslogTest {
    @TempDir
    Path folder;

    private RsyslogServer server;

    @BeforeEach
    void start() throws Exception {
        server = RsyslogServer.start(folder);
    }

    @AfterEach
    void stop() {
        if (server != null) {
            server.close();
        }
    }

    @Test
    void whatIsConfirmedIsWrittenOnceInOrder() throws Exception {
        try (IncidentSink sink = sink("tcp")) {
            for (int i = 0; i < 50; i++) {
                sink.deliver(Samples.hits(i * 20, i * 20 + 20));
            }
        }
        assertThat(ids()).containsExactlyElementsOf(WazuhSyslogSinkTest.ids(Samples.hits(0, 1_000)));
    }

    @Test
    void hostileTextIsOneMessageAndArrivesExactly() throws Exception {
        List<Incident> incidents =
                HostileText.all().stream().map(Samples::saying).toList();
        try (IncidentSink sink = sink("tcp")) {
            sink.deliver(incidents);
        }
        assertThat(server.lines()).hasSameSizeAs(incidents);
        for (int i = 0; i < incidents.size(); i++) {
            String line = server.lines().get(i);
            assertThat(line).startsWith("<131>Nov  5 ").contains(" canary: {\"");
            assertThat(StrictJson.read(json(line)).at("/canary/token/memo").asText())
                    .isEqualTo(Text.wellFormed(HostileText.all().get(i)));
        }
    }

    @Test
    void theLongestLineArrivesWhole() throws Exception {
        try (IncidentSink sink = sink("tcp")) {
            sink.deliver(List.of(Samples.full("\u00e4\"".repeat(20_000), 2)));
        }
        assertThat(server.lines()).hasSize(1);
        assertThat(StrictJson.read(json(server.lines().get(0)))
                        .at("/canary/truncated")
                        .isArray())
                .isTrue();
    }

    @Test
    void datagramsArriveWhenNothingIsInTheirWay() throws Exception {
        try (IncidentSink sink = sink("udp")) {
            for (int i = 0; i < 20; i++) {
                int expected = i + 1;
                sink.deliver(Samples.hits(i, i + 1));
                await().until(() -> ids().size() == expected);
            }
        }
        assertThat(ids()).containsExactlyElementsOf(WazuhSyslogSinkTest.ids(Samples.hits(0, 20)));
    }

    @Test
    void killsUnderLoadLoseNothing() throws Exception {
        int count = 20_000;
        try (IncidentSink sink = sink("tcp")) {
            CompletableFuture<List<List<Incident>>> load =
                    CompletableFuture.supplyAsync(() -> WazuhSyslogSinkTest.deliverAll(sink, count));
            for (int i = 1; i <= 3; i++) {
                int enough = i * count / 5;
                await().atMost(Duration.ofSeconds(60))
                        .until(() -> server.lines().size() > enough);
                server.kill();
                server.restart();
            }
            List<List<Incident>> again = load.get(120, TimeUnit.SECONDS);
            assertThat(again).as("batches that met a kill").isNotEmpty();
        }
        assertThat(new HashSet<>(ids()))
                .containsExactlyInAnyOrderElementsOf(WazuhSyslogSinkTest.ids(Samples.hits(0, count)));
    }

    private IncidentSink sink(String transport) {
        return new WazuhSyslogProvider()
                .create(Settings.of(
                        "sinks.manager", Map.of("host", "127.0.0.1", "port", server.port(), "transport", transport)));
    }

    /** The ids of the whole lines. */
    private List<String> ids() throws IOException {
        return server.lines().stream()
                .filter(line -> line.endsWith("}}"))
                .map(line -> StrictJson.read(json(line)).at("/canary/id").asText())
                .toList();
    }

    private static byte[] json(String line) {
        return line.substring(line.indexOf('{')).getBytes(StandardCharsets.UTF_8);
    }
}
