package io.github.canarysiem.runner.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.canarysiem.splunk.testing.SplunkServer;
import io.github.canarysiem.testing.RedisServerProcess;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A sink that is down delays nobody, and catches up in order. */
@Timeout(180)
class SinkDownIT {
    private static final int HITS = 100;

    @TempDir
    private Path folder;

    @Test
    void theOtherSinkGoesOnAndTheDeadOneCatchesUpInOrder() throws Exception {
        try (RedisServerProcess redis = RedisServerProcess.start();
                TokenServer server = new TokenServer(redis.client());
                SplunkServer splunk = SplunkServer.start()) {
            splunk.stop();
            Deployment deployment = Deployment.in(
                    folder,
                    redis.url(),
                    "  splunk: { type: splunk-hec, url: \"%s\", token: \"%s\", retry-delay-maximum: 1s }%n"
                            .formatted(splunk.url(), SplunkServer.TOKEN));
            try (CommandProcess run = deployment.running()) {
                Load load = new Load(server);
                for (int hit = 1; hit <= HITS; hit++) {
                    load.run();
                    // None waits for the dead sink, nor for those behind it.
                    deployment.awaitLines(hit);
                }
                assertThat(splunk.stored()).isEmpty();
                List<JsonNode> delivered = deployment.incidents();
                assertThat(delivered).hasSize(HITS);

                splunk.resume();
                await().atMost(CommandProcess.PATIENCE).until(() -> splunk.count() >= HITS);
                assertThat(splunk.stored().stream().map(object -> object.at("/event/id")))
                        .containsExactlyElementsOf(delivered.stream()
                                .map(incident -> incident.path("id"))
                                .toList());
                assertThat(deployment.incidents()).isEqualTo(delivered);
                assertThat(run.terminate().exitCode()).isZero();
            }
        }
    }
}
