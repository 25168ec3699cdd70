package io.github.canarysiem.wazuh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.canarysiem.Attribute;
import io.github.canarysiem.Incident;
import io.github.canarysiem.Kind;
import io.github.canarysiem.json.IncidentJson;
import io.github.canarysiem.source.log.LogFileSourceProvider;
import io.github.canarysiem.spi.Settings;
import io.github.canarysiem.testing.CapturedIncidents;
import io.github.canarysiem.testing.Incidents;
import io.github.canarysiem.testing.RecordingIntake;
import io.github.canarysiem.testing.RunningSource;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What the sink wazuh-file writes, the source log-file of another canary-siem reads: the same incidents. */
@Timeout(60)
class RelayedLogTest {
    @TempDir
    Path folder;

    @Test
    void everyIncidentComesBackAsItWas() throws Exception {
        List<Incident> sent = new ArrayList<>(CapturedIncidents.all());
        for (Kind kind : Kind.values()) {
            sent.add(Incidents.full(kind));
            sent.add(Incidents.full(kind).asRevision(2, kind.enriched()));
        }
        sent.add(Incidents.hit(7).asRevision(5, Kind.HIT_ENRICHED));
        sent.add(Incidents.oversize());
        Path log = folder.resolve("incident.log");
        try (WazuhFileSink sink = sink(log)) {
            sink.deliver(sent);
            sink.deliver(sent);
        }

        List<Incident> relayed = relayed(log, sent.size());
        for (int i = 0; i < sent.size(); i++) {
            Incident written = IncidentJson.read(IncidentJson.toBytes(sent.get(i)));
            JsonNode cuts = new JsonMapper()
                    .readTree(new WazuhLine(WazuhLine.LONGEST).of(written))
                    .at("/canary/truncated");
            if (cuts.isMissingNode()) {
                assertThat(relayed.get(i)).isEqualTo(written);
            } else {
                assertThat(relayed.get(i))
                        .extracting(Incident::id, Incident::revision, Incident::kind)
                        .containsExactly(written.id(), written.revision(), written.kind());
                assertThat(relayed.get(i).other()).extracting(Attribute::name).contains("/truncated");
            }
        }
    }

    private static WazuhFileSink sink(Path log) {
        return (WazuhFileSink) new WazuhFileProvider().create(Settings.of("agent", Map.of("path", log.toString())));
    }

    private static List<Incident> relayed(Path log, int count) throws Exception {
        RecordingIntake intake = new RecordingIntake();
        Settings settings = Settings.of("relay", Map.of("path", log.toString(), "start", "beginning"));
        try (RunningSource running = RunningSource.start(new LogFileSourceProvider().create(settings), intake)) {
            await().atMost(Duration.ofSeconds(30)).until(() -> intake.offered().size() >= 2 * count);
            assertThat(running.breach()).isNull();
        }
        assertThat(Files.size(log)).isPositive();
        return intake.stored();
    }
}
