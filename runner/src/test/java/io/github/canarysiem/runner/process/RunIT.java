package io.github.canarysiem.runner.process;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.canarysiem.runner.process.CommandProcess.Result;
import io.github.canarysiem.spi.Health;
import io.github.canarysiem.testing.RedisServerProcess;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import redis.clients.jedis.Jedis;

/** What a running one does for its hits. */
@Timeout(300)
class RunIT {
    @TempDir
    private Path folder;

    @Test
    void aHitBecomesALineAndSigtermEndsItWithZero() throws IOException {
        try (RedisServerProcess redis = RedisServerProcess.start();
                TokenServer server = new TokenServer(redis.client())) {
            server.plant(1);
            Deployment deployment = Deployment.in(folder, redis.url(), "");
            try (CommandProcess run = deployment.running()) {
                String key = server.trigger(1, "curl");
                deployment.awaitLines(1);

                JsonNode incident = deployment.incidents().get(0);
                assertThat(incident.at("/token/memo").asText()).isEqualTo("memo of " + TokenServer.token(1));
                assertThat(incident.at("/hit/key").asText()).isEqualTo(key);
                assertThat(incident.at("/source/ip").asText()).isEqualTo("203.0.113.77");
                assertThat(incident.at("/http/user_agent").asText()).isEqualTo("curl");

                assertThat(deployment.get("/metrics"))
                        .contains("canary_siem_source_accepted_total{source=\"tokens\"} 1.0")
                        .contains("canary_siem_sink_delivered_total{sink=\"agent\"} 1.0")
                        .contains("jvm_memory_used_bytes", "process_uptime_seconds")
                        .doesNotContain("memo of");

                Result result = run.terminate();
                assertThat(result.exitCode()).isZero();
                assertThat(result.out()).isEmpty();
                assertThat(result.err().lines())
                        .allSatisfy(line -> assertThat(line).startsWith("{").endsWith("}"))
                        .last()
                        .asString()
                        .contains("\"stopped\"");
                assertThat(result.err())
                        .contains("canary-siem.yml", "tokens", "agent")
                        .doesNotContain("memo of");
            }
        }
    }

    @Test
    void sigtermUnderLoadDrainsWhatWasTakenIn() {
        try (RedisServerProcess redis = RedisServerProcess.start();
                TokenServer server = new TokenServer(redis.client())) {
            for (int i = 0; i < 100; i++) {
                server.plant(i);
            }
            Deployment deployment = Deployment.in(folder, redis.url(), "");
            try (CommandProcess run = deployment.running()) {
                for (int i = 0; i < 1000; i++) {
                    server.trigger(i % 100, "load");
                }
                assertThat(run.terminate().exitCode()).isZero();
            }
            Result listed = CommandProcess.run(folder, "journal", "list", "--limit", "5000", "--json");
            assertThat(listed.exitCode()).isZero();
            assertThat(listed.out().lines())
                    .hasSameSizeAs(deployment.incidents())
                    .allSatisfy(line -> assertThat(line).contains("\"unsettled\":[]"));

            try (CommandProcess run = deployment.running()) {
                deployment.awaitLines(1000);
                run.terminate();
            }
            assertThat(deployment.incidents().stream()
                            .map(incident -> incident.path("id").asText())
                            .distinct())
                    .hasSize(1000);
            assertThat(deployment.incidents()).hasSize(1000);
        }
    }

    @Test
    void itWaitsForARedisThatIsDownAndMissesNothingWhenItCrashes() throws IOException {
        RedisServerProcess redis = RedisServerProcess.prepare("--appendonly", "yes", "--appendfsync", "always");
        try (redis) {
            Deployment deployment = Deployment.in(folder, redis.url(), "");
            try (CommandProcess run = CommandProcess.start(folder, "run")) {
                deployment.awaitSource(run, Health.State.DOWN);
                assertThat(deployment.get("/ready")).startsWith("HTTP/1.1 503").contains("source tokens: down");
                redis.boot();
                try (TokenServer server = new TokenServer(redis.client())) {
                    server.plant(1);
                    deployment.awaitSource(run, Health.State.UP);
                    assertThat(deployment.get("/ready")).startsWith("HTTP/1.1 200");
                    server.trigger(1, "before");
                    deployment.awaitLines(1);
                }
                for (int round = 0; round < 3; round++) {
                    redis.kill();
                    deployment.awaitSource(run, Health.State.DOWN);
                    redis.boot();
                    try (TokenServer server = new TokenServer(redis.client())) {
                        server.plant(10 + round);
                        server.trigger(10 + round, "round " + round);
                    }
                    deployment.awaitLines(2 + round);
                    deployment.awaitSource(run, Health.State.UP);
                }
                assertThat(run.terminate().exitCode()).isZero();
            }
            assertThat(deployment.incidents().stream()
                            .map(incident -> incident.at("/http/user_agent").asText()))
                    .containsExactly("before", "round 0", "round 1", "round 2");
        }
    }

    @Test
    void withoutAFileTheEnvironmentNamesRedis() {
        try (RedisServerProcess redis = RedisServerProcess.start("--requirepass", "pass${word}");
                TokenServer server = new TokenServer(authenticated(redis))) {
            Map<String, String> environment = Map.of(
                    "redis_host",
                    "127.0.0.1",
                    "redis_port",
                    Integer.toString(redis.port()),
                    "redis_password",
                    "pass${word}",
                    "CANARY_SIEM_LOG",
                    "text");
            try (CommandProcess run = CommandProcess.start(folder, environment, "run")) {
                run.awaitLog("source tokens is up");
                server.plant(1);
                server.trigger(1, "env");
                Deployment there = new Deployment(folder, 9464);
                there.awaitLines(1);
                Result result = run.terminate();
                assertThat(result.exitCode()).isZero();
                assertThat(result.err()).contains("started with environment:").doesNotContain("pass${word}");
            }
        }
    }

    private static Jedis authenticated(RedisServerProcess redis) {
        Jedis client = redis.client();
        client.auth("pass${word}");
        return client;
    }
}
