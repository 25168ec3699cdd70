package io.github.canarysiem.runner.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.canarysiem.runner.process.CommandProcess.Result;
import io.github.canarysiem.testing.FreePort;
import io.github.canarysiem.testing.RedisServerProcess;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import redis.clients.jedis.Jedis;

/** Whatever is secret is given in every place where it can be given, and looked for in everything that comes out. */
@Timeout(300)
class SecretsIT {
    private static final String SECRET = "Hunter2-s3cret";
    private static final Map<String, String> LOUD =
            Map.of("CANARY_SIEM_LOG_LEVEL", "trace", "CANARY_SIEM_LOG", "text", "REDIS_PASSWORD", SECRET);

    @TempDir
    private Path folder;

    private final List<String> seen = new ArrayList<>();

    @Test
    void aFaultyConfigurationShowsNone() throws IOException {
        String[] configurations = {
            """
            state: { path: Hunter2-s3cret }
            password: Hunter2-s3cret
            admin: { listen: Hunter2-s3cret, token: Hunter2-s3cret }
            journal: { maximum-size: Hunter2-s3cret, retained-for: Hunter2-s3cret }
            sources:
              a: { type: redis, url: "redis://user:Hunter2-s3cret@h:x/0" }
              b: { type: redis, url: "redis://user:Hunter2-s3cret@h:1/0", password: Hunter2-s3cret }
              c: { type: redis, url: "redis://h/0", pasword: Hunter2-s3cret, poll-interval: Hunter2-s3cret }
              d: { type: redis, url: "redis://h/Hunter2-s3cret", capture: Hunter2-s3cret, time-zone: Hunter2-s3cret }
              e: { type: Hunter2-s3cret, url: "redis://h/0" }
              f: { type: redis, url: "Hunter2-s3cret", password: "${HUNTER}Hunter2-s3cret" }
              g: { type: redis, url: "redis://h/0", password: "Hunter2-s3cret${x", username: [Hunter2-s3cret, {}] }
              h: { type: redis, url: "${file:/nowhere/Hunter2-s3cret}" }
              i: Hunter2-s3cret
            sinks:
              a: { type: wazuh-file, path: "Hunter2-s3cret\\0", batch-size: Hunter2-s3cret }
              b: { type: moody, mood: { x: Hunter2-s3cret }, password: [Hunter2-s3cret] }
            """,
            "sources:\n  a: { type: redis, url: \"redis://u:Hunter2-s3cret@h/0 }\n",
            "sinks:\n  b: { type: moody, password: Hunter2-s3cret: x }\n",
            "sinks:\n  b: { type: moody, password: @Hunter2-s3cret }\n",
            "password: *Hunter2-s3cret\n",
            "password: !Hunter2-s3cret [\n",
            "\tHunter2-s3cret",
            "- Hunter2-s3cret"
        };
        for (String yaml : configurations) {
            Files.writeString(folder.resolve("canary-siem.yml"), yaml);
            assertThat(keep(CommandProcess.run(folder, LOUD, "--debug", "check"))
                            .exitCode())
                    .isEqualTo(78);
        }
        Files.writeString(folder.resolve("canary-siem.yml"), configurations[0]);
        for (String command : new String[] {"run", "send-test", "status", "journal list"}) {
            String[] arguments = ("--debug " + command).split(" ");
            assertThat(keep(CommandProcess.run(folder, LOUD, arguments)).exitCode())
                    .isEqualTo(78);
        }
        Files.delete(folder.resolve("canary-siem.yml"));
        Map<String, String> environment = Map.of("redis_host", "a:" + SECRET + "@b", "redis_port", SECRET);
        assertThat(keep(CommandProcess.run(folder, environment, "--debug", "check"))
                        .exitCode())
                .isEqualTo(78);
        keep(CommandProcess.run(folder, "--debug", "check", "--password=" + SECRET));
        keep(CommandProcess.run(folder, "--debug", "check", "--timeout", SECRET));
        keep(CommandProcess.run(folder, "--debug", SECRET));
        keep(CommandProcess.run(folder, "--debug", "send-test", SECRET));
        assertNothingIsShown();
    }

    @Test
    void aRunShowsNone() throws Exception {
        Files.writeString(folder.resolve("secret"), SECRET + "\n");
        try (RedisServerProcess redis = RedisServerProcess.start("--requirepass", SECRET);
                Jedis client = redis.client()) {
            client.auth(SECRET);
            client.aclSetUser("canary", "on", ">" + SECRET, "~*", "&*", "+@all");
            String[] ways = {
                "url: \"redis://:" + SECRET + "@127.0.0.1:" + redis.port() + "/0\"",
                "url: \"" + redis.url() + "\", username: canary, password: \"${REDIS_PASSWORD}\"",
                "url: \"" + redis.url() + "\", password: \"${file:" + folder.resolve("secret") + "}\"",
                "url: \"redis://:wrong" + SECRET + "@127.0.0.1:" + redis.port() + "/0\"",
                "url: \"" + redis.url() + "\", username: canary, password: \"wrong${REDIS_PASSWORD}\"",
                "url: \"redis://u:" + SECRET + "@127.0.0.1:1/0\"",
                "url: \"redis://u:" + SECRET + "@host.invalid/0\"",
                "url: \"rediss://u:" + SECRET + "@127.0.0.1:" + redis.port() + "/0\""
            };
            for (int i = 0; i < ways.length; i++) {
                observe(ways[i], i < 3 ? "up" : "down");
            }
            for (String command : List.of("status", "status --json", "journal list --json")) {
                keep(CommandProcess.run(folder, LOUD, ("--debug " + command).split(" ")));
            }
        }
        assertNothingIsShown();
    }

    private void observe(String redis, String state) throws Exception {
        Deployment deployment = new Deployment(folder, FreePort.find());
        Files.writeString(folder.resolve("canary-siem.yml"), """
                admin: { listen: 127.0.0.1:%d }
                sources: { tokens: { type: redis, %s } }
                sinks: { agent: { type: wazuh-file, path: incident.log }, far: { type: moody, mood: x, password: %s } }
                """.formatted(deployment.adminPort(), redis, SECRET));
        try (CommandProcess run = CommandProcess.start(folder, LOUD, "--debug", "run")) {
            await().atMost(CommandProcess.PATIENCE)
                    .ignoreExceptionsInstanceOf(IOException.class)
                    .until(() -> deployment.get("/status").contains("\"name\":\"tokens\",\"state\":\"" + state + "\""));
            for (String path : List.of("/health", "/ready", "/metrics", "/status")) {
                seen.add(deployment.get(path));
            }
            keep(CommandProcess.run(folder, LOUD, "--debug", "check", "--live", "--timeout", "2s"));
            if (state.equals("up")) {
                keep(CommandProcess.run(folder, LOUD, "--debug", "send-test"));
            }
            Result result = keep(run.terminate());
            assertThat(result.exitCode()).isZero();
            assertThat(result.err()).contains("tokens");
        }
        seen.add(Files.readString(folder.resolve("incident.log")));
        seen.add(new String(Files.readAllBytes(folder.resolve("state/journal.db")), StandardCharsets.ISO_8859_1));
    }

    private Result keep(Result result) {
        seen.add(result.out());
        seen.add(result.err());
        return result;
    }

    private void assertNothingIsShown() {
        assertThat(seen).isNotEmpty().allSatisfy(text -> assertThat(text).doesNotContainIgnoringCase("s3cret"));
    }
}
