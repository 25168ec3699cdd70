package io.github.canarysiem.samples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.canarysiem.pipeline.Pipeline;
import io.github.canarysiem.spi.Health;
import io.github.canarysiem.testing.CapturedTokens;
import io.github.canarysiem.testing.CapturedTokens.CapturedToken;
import io.github.canarysiem.testing.RedisServerProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import redis.clients.jedis.Jedis;

class EmbeddedPipelineTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @TempDir
    Path folder;

    @Test
    void carriesAHitFromRedisToTheAgentsLogFile() throws Exception {
        CapturedToken token = CapturedTokens.token("web-basic");
        Path log = folder.resolve("logs/incident.log");
        try (RedisServerProcess server = RedisServerProcess.start();
                Jedis client = server.client();
                Pipeline pipeline = EmbeddedPipeline.start(server.url(), log, folder.resolve("state"))) {
            awaitUp(pipeline);
            client.hset(token.key(), token.hash());

            await().atMost(PATIENCE).until(() -> !lines(log).isEmpty());
            assertThat(lines(log))
                    .allSatisfy(line -> assertThat(line).startsWith("{\"").contains("\"canary\":", token.id()));
        }
    }

    @Test
    void carriesAnIncidentFromOnesOwnSourceToOnesOwnSink() throws Exception {
        Path alarms = Files.createDirectory(folder.resolve("alarms"));
        Path table = folder.resolve("incidents.csv");
        try (Pipeline pipeline = Pipeline.spoolingTo(folder.resolve("state"))
                .from("alarms", new DropFolderSource(alarms, Duration.ofMillis(20), Clock.systemUTC()))
                .to("table", new CsvSink(table))
                .start()) {
            awaitUp(pipeline);
            Files.move(
                    Files.writeString(folder.resolve("unfinished"), "door of rack 7 is open"),
                    alarms.resolve("door-7"));

            await().atMost(PATIENCE).until(() -> lines(table).size() == 1);
            assertThat(lines(table).get(0)).contains("\"hit\",\"high\",\"door of rack 7 is open\"");
            assertThat(pipeline.awaitSettled(PATIENCE)).isTrue();
        }
    }

    private static void awaitUp(Pipeline pipeline) {
        await().atMost(PATIENCE)
                .until(() -> pipeline.status().sources().stream()
                        .allMatch(source -> source.health().state() == Health.State.UP));
    }

    private static List<String> lines(Path file) throws IOException {
        return Files.exists(file) ? Files.readAllLines(file) : List.of();
    }
}
