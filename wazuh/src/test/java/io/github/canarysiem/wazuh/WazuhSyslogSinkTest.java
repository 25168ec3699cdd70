package io.github.canarysiem.wazuh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.github.canarysiem.Incident;
import io.github.canarysiem.json.Text;
import io.github.canarysiem.spi.IncidentSink;
import io.github.canarysiem.spi.Outcome;
import io.github.canarysiem.spi.Settings;
import io.github.canarysiem.spi.SettingsException;
import io.github.canarysiem.spi.SinkProvider;
import io.github.canarysiem.wazuh.ScriptedPeer.Behaviour;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class WazuhSyslogSinkTest {
    private final List<IncidentSink> opened = new ArrayList<>();
    private ScriptedPeer peer;

    @BeforeEach
    void startPeer() throws IOException {
        peer = ScriptedPeer.start();
    }

    @AfterEach
    void stopAll() throws IOException {
        opened.forEach(IncidentSink::close);
        peer.close();
    }

    @Test
    void theServiceLoaderFindsIt() {
        assertThat(ServiceLoader.load(SinkProvider.class).stream()
                        .map(p -> p.get().type()))
                .contains("wazuh-syslog");
    }

    @Test
    void eachBatchArrivesOnceInOrder() throws Exception {
        IncidentSink sink = sink();
        for (int i = 0; i < 20; i++) {
            assertThat(sink.deliver(Samples.hits(i * 10, i * 10 + 10)))
                    .hasSize(10)
                    .allMatch(Outcome.Delivered.class::isInstance);
        }
        assertThat(peer.ids()).containsExactlyElementsOf(ids(Samples.hits(0, 200)));
    }

    @Test
    void hostileTextForgesNoMessageAndArrivesExactly() throws Exception {
        List<Incident> incidents =
                HostileText.all().stream().map(Samples::saying).toList();

        sink().deliver(incidents);

        assertThat(peer.lines()).hasSameSizeAs(incidents);
        for (int i = 0; i < incidents.size(); i++) {
            String line = peer.lines().get(i);
            assertThat(line).matches("(?s)<131>Nov  ?\\d+ \\d\\d:\\d\\d:\\d\\d \\S+ canary: \\{\".*");
            assertThat(StrictJson.read(line.substring(line.indexOf('{')).getBytes(StandardCharsets.UTF_8))
                            .at("/canary/token/memo")
                            .asText())
                    .isEqualTo(Text.wellFormed(HostileText.all().get(i)));
        }
    }

    @Test
    void aSlowReaderIsWaitedFor() throws Exception {
        peer.behave(Behaviour.READS_SLOWLY);
        sink().deliver(Samples.hits(0, 2_000));
        assertThat(peer.ids()).containsExactlyElementsOf(ids(Samples.hits(0, 2_000)));
    }

    @Test
    void aPeerThatResetsConfirmsNothing() throws Exception {
        peer.behave(Behaviour.RESETS);
        IncidentSink sink = sink();
        for (int i = 0; i < 50; i++) {
            assertThatThrownBy(() -> sink.deliver(Samples.hits(0, 20)))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("hung up");
        }
        assertThat(peer.lines()).isEmpty();
    }

    /** Java ends its direction before it closes, so the batch is one that no system's buffers take unread. */
    @Test
    void aPeerThatHangsUpConfirmsNothing() throws Exception {
        peer.behave(Behaviour.HANGS_UP);
        IncidentSink sink = sink();
        for (int i = 0; i < 2; i++) {
            assertThatThrownBy(() -> sink.deliver(Samples.hits(0, 30_000)))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("hung up");
        }
        assertThat(peer.lines()).isEmpty();
    }

    @Test
    void aPeerThatNeverAnswersOrNeverReadsConfirmsNothing() {
        for (Behaviour behaviour : List.of(Behaviour.NEVER_ENDS, Behaviour.IGNORES)) {
            peer.behave(behaviour);
            IncidentSink sink = sink(Map.of("confirm-timeout", "300ms"));
            assertThatThrownBy(() -> sink.deliver(Samples.hits(0, 20_000)))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("confirm-timeout");
        }
    }

    @Test
    void aPeerThatIsDownIsAnErrorAndItsReturnIsFound() throws Exception {
        IncidentSink sink = sink();
        sink.deliver(Samples.hits(0, 5));
        peer.stop();
        assertThatThrownBy(() -> sink.deliver(Samples.hits(5, 10)))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("cannot be reached");
        assertThatThrownBy(sink::probe).isInstanceOf(IOException.class);
        peer.restart();

        sink.deliver(Samples.hits(5, 10));

        assertThat(peer.ids()).containsExactlyElementsOf(ids(Samples.hits(0, 10)));
        assertThat(sink.probe()).contains("answers");
    }

    @Test
    void aPeerKilledInMidBatchLosesNothingAndRepeatsOnlyUnconfirmedBatches() throws Exception {
        peer.behave(Behaviour.READS_SLOWLY);
        IncidentSink sink = sink();
        CompletableFuture<List<List<Incident>>> repeated =
                CompletableFuture.supplyAsync(() -> deliverAll(sink, 10_000));
        for (int i = 1; i <= 3; i++) {
            int enough = i * 2_000;
            await().until(() -> peer.lines().size() > enough);
            peer.stop();
            await().pollDelay(Duration.ofMillis(400)).until(() -> true);
            peer.restart();
        }
        List<List<Incident>> offeredAgain = repeated.get(40, TimeUnit.SECONDS);

        List<String> arrived = peer.ids();
        assertThat(new HashSet<>(arrived)).containsExactlyInAnyOrderElementsOf(ids(Samples.hits(0, 10_000)));
        List<String> twice = new ArrayList<>(arrived);
        ids(Samples.hits(0, 10_000)).forEach(twice::remove);
        assertThat(offeredAgain.stream().flatMap(batch -> ids(batch).stream()).toList())
                .containsAll(twice);
    }

    @Test
    void anInterruptEndsTheWaiting() throws Exception {
        peer.behave(Behaviour.NEVER_ENDS);
        IncidentSink sink = sink();
        CompletableFuture<Throwable> end = new CompletableFuture<>();
        Thread thread = new Thread(() -> {
            try {
                sink.deliver(Samples.hits(0, 10));
            } catch (IOException | InterruptedException e) {
                end.complete(e);
            }
        });
        thread.start();
        await().until(() -> peer.lines().size() == 10);
        thread.interrupt();
        assertThat(end.get(1, TimeUnit.SECONDS)).isInstanceOf(InterruptedException.class);
    }

    @Test
    void closingLeavesNoThreadAndEndsWhatIsUnderWay() throws Exception {
        peer.behave(Behaviour.NEVER_ENDS);
        IncidentSink sink = sink();
        CompletableFuture<Void> delivery = CompletableFuture.runAsync(() -> deliverAll(sink, 10));
        await().until(() -> peer.lines().size() == 10);
        sink.close();
        sink.close();

        assertThatThrownBy(() -> sink.deliver(Samples.hits(0, 1))).isInstanceOf(IOException.class);
        await().until(() -> Thread.getAllStackTraces().keySet().stream()
                .noneMatch(thread -> thread.getName().equals("wazuh-syslog-deadline")));
        delivery.cancel(true);
    }

    @Test
    void aMessageIsNeverLongerThanItsLimit() throws Exception {
        for (int limit : List.of(WazuhLine.LONGEST, 8_192, WazuhSyslogProvider.SHORTEST_MESSAGE)) {
            sink(Map.of("maximum-line", limit, "tag", "a".repeat(32)))
                    .deliver(List.of(Samples.full("\u001b".repeat(64 * 1024), 2)));
            String line = peer.lines().get(peer.lines().size() - 1);
            assertThat(line.getBytes(StandardCharsets.UTF_8)).hasSizeBetween(limit / 4, limit);
        }
    }

    @Test
    void theMessageSaysNothingOfTheConfiguration() throws Exception {
        peer.stop();
        IncidentSink sink = sink(Map.of("host", "no-such-host.invalid"));
        assertThatThrownBy(() -> sink.deliver(Samples.hits(0, 1)))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("setting \"host\"")
                .hasMessageNotContaining("no-such-host");
    }

    @Test
    void everyBadSettingIsNamedAtOnce() {
        Map<String, Object> values = Map.of(
                "port",
                "0",
                "transport",
                "sctp",
                "tag",
                "two words",
                "facility",
                "local9",
                "connect-timeout",
                "x",
                "confirm-timeout",
                "2h",
                "tls-ca",
                "/no/such/file",
                "tls-key",
                "/no/such/file",
                "maximum-line",
                "100",
                "hst",
                "x");
        assertThatThrownBy(() -> new WazuhSyslogProvider().create(Settings.of("sinks.manager", values)))
                .isInstanceOf(SettingsException.class)
                .hasMessageContainingAll(
                        "sinks.manager.host: is missing",
                        "sinks.manager.port",
                        "sinks.manager.transport: is not one of udp, tcp, tls",
                        "sinks.manager.tag",
                        "sinks.manager.facility",
                        "sinks.manager.connect-timeout",
                        "sinks.manager.confirm-timeout",
                        "sinks.manager.tls-ca: has no effect; set transport to tls",
                        "sinks.manager.maximum-line",
                        "sinks.manager.hst: is not a setting here; did you mean host?");
    }

    private IncidentSink sink() {
        return sink(Map.of());
    }

    private IncidentSink sink(Map<String, Object> more) {
        Map<String, Object> values = new HashMap<>(Map.of("host", "127.0.0.1", "port", peer.port()));
        values.putAll(more);
        IncidentSink sink = new WazuhSyslogProvider().create(Settings.of("sinks.manager", values));
        opened.add(sink);
        return sink;
    }

    /** Delivers in batches, each again until it is confirmed; returns those that were offered again. */
    static List<List<Incident>> deliverAll(IncidentSink sink, int count) {
        List<List<Incident>> again = new ArrayList<>();
        for (int i = 0; i < count; i += 100) {
            List<Incident> batch = Samples.hits(i, Math.min(count, i + 100));
            while (!isDelivered(sink, batch)) {
                again.add(batch);
            }
        }
        return again;
    }

    private static boolean isDelivered(IncidentSink sink, List<Incident> batch) {
        try {
            return sink.deliver(batch).size() == batch.size();
        } catch (IOException e) {
            if ("the sink is closed".equals(e.getMessage())) {
                throw new IllegalStateException(e);
            }
            return false;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    static List<String> ids(List<Incident> incidents) {
        return incidents.stream().map(Incident::id).toList();
    }
}
