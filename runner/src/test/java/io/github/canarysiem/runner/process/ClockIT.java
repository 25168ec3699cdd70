package io.github.canarysiem.runner.process;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.canarysiem.spi.Health;
import io.github.canarysiem.testing.RedisServerProcess;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The wall clock jumps under a running process: hits go on arriving, each once, and the state directory stays good. */
class ClockIT {
    private static final List<Duration> JUMPS = List.of(
            Duration.ofDays(400), Duration.ofDays(-3), Duration.ofHours(-2), Duration.ofDays(90), Duration.ZERO);

    @TempDir
    private Path folder;

    @Test
    void hitsArriveOnceWhateverTheWallClockDoes() throws Exception {
        FakedClock clock = FakedClock.in(folder);
        try (RedisServerProcess redis = RedisServerProcess.start();
                TokenServer server = new TokenServer(redis.client())) {
            IntStream.range(0, JUMPS.size()).forEach(server::plant);
            Deployment deployment = Deployment.in(folder, redis.url(), "");
            int hits = 0;
            try (CommandProcess run = CommandProcess.start(folder, clock.environment(), "run")) {
                deployment.awaitSource(run, Health.State.UP);
                for (Duration jump : JUMPS) {
                    clock.jump(jump);
                    server.trigger(hits, "after a jump to " + jump);
                    deployment.awaitLines(++hits);
                    assertThat(observed(deployment, hits - 1))
                            .isBetween(
                                    Instant.now().plus(jump).minusSeconds(90),
                                    Instant.now().plus(jump).plusSeconds(90));
                    assertThat(deployment.get("/ready")).startsWith("HTTP/1.1 200");
                }
                assertThat(run.terminate().exitCode()).isZero();
            }
            try (CommandProcess again = deployment.running()) {
                server.trigger(0, "after the restart");
                deployment.awaitLines(++hits);
                assertThat(again.terminate().exitCode()).isZero();
            }
            assertThat(deployment.incidents().stream()
                            .map(incident -> incident.path("id").asText())
                            .distinct())
                    .hasSize(hits);
            assertThat(deployment.incidents()).hasSize(hits);
        }
    }

    private static Instant observed(Deployment deployment, int line) {
        JsonNode incident = deployment.incidents().get(line);
        return Instant.parse(incident.path("observed").asText());
    }
}
