package io.github.canarysiem.runner.process;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.canarysiem.splunk.testing.SplunkServer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Kills the runner, and Splunk, under load: every hit is indexed, and what is there twice is the same. */
@Timeout(1800)
class SplunkCrashIT {
    @TempDir
    private Path folder;

    @Test
    void everyHitIsIndexedAndWhatIsThereTwiceIsTheSame() throws Exception {
        try (SplunkServer splunk = SplunkServer.start()) {
            Set<String> written = SinkCrashes.survive(folder, new Splunk(splunk));

            Map<String, JsonNode> seen = new HashMap<>();
            for (JsonNode object : splunk.stored()) {
                String name = object.at("/fields/canary_id").asText() + "/"
                        + object.at("/fields/canary_revision").asText();
                JsonNode earlier = seen.putIfAbsent(name, object);
                assertThat(earlier == null || earlier.equals(object)).isTrue();
            }
            assertThat(seen).hasSameSizeAs(written);
            System.out.println("SplunkCrashIT: " + SinkCrashes.CYCLES + " crashes, " + seen.size() + " incidents, "
                    + (splunk.count() - seen.size()) + " repeated");
        }
    }

    private record Splunk(SplunkServer server) implements SinkCrashes.FarEnd {
        @Override
        public String sink() {
            return "  splunk: { type: splunk-hec, url: \"%s\", token: \"%s\", ack-timeout: 2s, retry-delay-maximum: 1s }%n"
                    .formatted(server.url(), SplunkServer.TOKEN);
        }

        @Override
        public void kill() {
            server.stop();
        }

        @Override
        public void restart() throws IOException {
            server.resume();
        }

        @Override
        public Set<String> hits() {
            return server.stored().stream()
                    .map(object -> object.path("event"))
                    .map(Load::hit)
                    .collect(Collectors.toSet());
        }
    }
}
