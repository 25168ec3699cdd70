package io.github.canarysiem.runner.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.canarysiem.runner.process.CommandProcess.Result;
import io.github.canarysiem.testing.RedisServerProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(300)
class OperatorIT {
    private static final String MOODY =
            "  moody: { type: moody, mood: mood, retry-delay: 50ms, retry-delay-maximum: 200ms }\n";

    @TempDir
    private Path folder;

    @Test
    void aTestGoesOutWithoutARunningOne() {
        Deployment deployment = Deployment.in(folder, "redis://127.0.0.1:1", MOODY);
        Result result = CommandProcess.run(folder, "send-test");
        assertThat(result.exitCode()).isZero();
        assertThat(result.out()).contains("ok     agent has confirmed it", "ok     moody has confirmed it");
        assertThat(deployment.incidents()).singleElement().satisfies(incident -> {
            assertThat(incident.path("kind").asText()).isEqualTo("test");
            assertThat(incident.path("severity").asText()).isEqualTo("informational");
            assertThat(incident.at("/token/memo").asText()).isEqualTo("canary-siem test");
            assertThat(result.out()).contains(incident.path("id").asText());
        });
    }

    @Test
    void aRunningOneDeliversTheTest() {
        try (RedisServerProcess redis = RedisServerProcess.start()) {
            Deployment deployment = Deployment.in(folder, redis.url(), MOODY);
            try (CommandProcess run = deployment.running()) {
                Result result = CommandProcess.run(folder, "send-test", "--sink", "agent");
                assertThat(result.exitCode()).isZero();
                assertThat(result.err()).isEqualTo("canary-siem is running: it delivers the test.\n");
                assertThat(result.out())
                        .contains("ok     agent has confirmed it")
                        .doesNotContain("moody");
                assertThat(deployment.incidents()).hasSize(1);
                assertThat(run.isAlive()).isTrue();
            }
        }
    }

    @Test
    void aSinkThatTheRunningOneDoesNotHaveIsTold() {
        try (RedisServerProcess redis = RedisServerProcess.start()) {
            Deployment deployment = Deployment.in(folder, redis.url(), "");
            try (CommandProcess run = deployment.running()) {
                deployment.write(redis.url(), MOODY);
                Result result = CommandProcess.run(folder, "send-test");
                assertThat(result.exitCode()).isEqualTo(1);
                assertThat(result.out())
                        .contains("FAILED moody is not known to the running canary-siem; start that anew");
                assertThat(run.isAlive()).isTrue();
            }
        }
    }

    @Test
    void aTestThatIsNotDeliveredIsToldWithTheReason() throws IOException {
        Deployment.in(folder, "redis://127.0.0.1:1", MOODY);
        mood("wait");
        Result late = CommandProcess.run(folder, "send-test", "--timeout", "2s");
        assertThat(late.exitCode()).isEqualTo(1);
        assertThat(late.out())
                .contains("ok     agent")
                .contains("FAILED moody has not confirmed it in time, it stays in the journal: the far end says later");
        mood("refuse");
        Result refused = CommandProcess.run(folder, "send-test", "--sink", "moody");
        assertThat(refused.exitCode()).isEqualTo(1);
        assertThat(refused.out())
                .contains("FAILED moody refused it, dead letter ")
                .doesNotContain("\u001b");
        Result unknown = CommandProcess.run(folder, "send-test", "--sink", "mody");
        assertThat(unknown.exitCode()).isEqualTo(2);
        assertThat(unknown.err()).isEqualTo("canary-siem: --sink names no sink: known are agent, moody\n");
    }

    @Test
    void deadLettersAreListedShownReplayedAndPurged() throws IOException {
        try (RedisServerProcess redis = RedisServerProcess.start();
                TokenServer server = new TokenServer(redis.client())) {
            server.plant(1);
            Deployment deployment = Deployment.in(folder, redis.url(), MOODY);
            mood("refuse");
            try (CommandProcess run = deployment.running()) {
                for (int i = 0; i < 3; i++) {
                    server.trigger(1, "bad");
                }
                awaitDeadLetters(deployment, 3);
                Result list = CommandProcess.run(folder, "dead-letters", "list");
                assertThat(list.exitCode()).isZero();
                assertThat(list.out()).contains("NUMBER", "moody", "memo of tok", "the far end says \\u001b[31mnever");
                assertThat(CommandProcess.run(folder, "dead-letters", "show", "1")
                                .out())
                        .contains("\"reason\" : \"the far end says \\\\u001b[31mnever\"", "\"user_agent\" : \"bad\"");
                assertThat(CommandProcess.run(folder, "dead-letters", "list", "--json")
                                .out()
                                .lines())
                        .hasSize(3);

                mood("confirm");
                Result replayed = CommandProcess.run(folder, "dead-letters", "replay", "1", "2");
                assertThat(replayed.out()).isEqualTo("2 dead letters will be delivered again\n");
                awaitDeadLetters(deployment, 1);
                await().atMost(CommandProcess.PATIENCE)
                        .until(() ->
                                deployment.status().orElseThrow().sinks().get(1).delivered() == 2);

                Result none = CommandProcess.run(folder, "dead-letters", "purge", "3", "77");
                assertThat(none.exitCode()).isEqualTo(1);
                assertThat(none.err()).contains("there is no dead letter 77, nothing was done");
                Result purged = CommandProcess.run(folder, "dead-letters", "purge", "--all");
                assertThat(purged.out()).isEqualTo("1 dead letter forgotten\n");
                awaitDeadLetters(deployment, 0);
                assertThat(run.terminate().exitCode()).isZero();
            }
        }
    }

    @Test
    void theJournalIsListedShownAndReplayed() {
        try (RedisServerProcess redis = RedisServerProcess.start();
                TokenServer server = new TokenServer(redis.client())) {
            server.plant(1);
            Deployment deployment = Deployment.in(folder, redis.url(), MOODY);
            try (CommandProcess run = deployment.running()) {
                server.trigger(1, "one");
                server.trigger(1, "\\u001b[31mtwo\\u202e");
                deployment.awaitLines(2);
                String id = deployment.incidents().get(1).path("id").asText();
                Result list = CommandProcess.run(folder, "journal", "list");
                assertThat(list.out().lines()).hasSize(3);
                assertThat(list.out()).contains("ID/REVISION", id.substring(0, 12) + "/1", "203.0.113.77", "memo of");
                Result show = CommandProcess.run(folder, "journal", "show", id.substring(0, 12));
                assertThat(show.out())
                        .contains("\"user_agent\" : \"\\u001B[31mtwo\\u202e\"")
                        .doesNotContain("\u001b", "\u202e");

                Result replay =
                        CommandProcess.run(folder, "journal", "replay", id.substring(0, 12) + "/1", "--sink", "agent");
                assertThat(replay.out()).isEqualTo("1 incident will be delivered again\n");
                deployment.awaitLines(3);
                assertThat(deployment.incidents().get(2))
                        .isEqualTo(deployment.incidents().get(1));

                assertThat(CommandProcess.run(folder, "journal", "show", "0000").err())
                        .isEqualTo(
                                "canary-siem: the journal does not hold that incident: see canary-siem journal list\n");
                assertThat(CommandProcess.run(folder, "journal", "show", "zz").exitCode())
                        .isEqualTo(2);
                assertThat(CommandProcess.run(folder, "journal", "replay", id, "--sink", "x")
                                .err())
                        .isEqualTo("canary-siem: --sink names no sink: known are agent, moody\n");
                assertThat(run.terminate().exitCode()).isZero();
            }
        }
    }

    private void mood(String mood) throws IOException {
        Files.writeString(folder.resolve("mood"), mood);
    }

    private static void awaitDeadLetters(Deployment deployment, int count) {
        await().atMost(CommandProcess.PATIENCE)
                .until(() -> deployment.status().orElseThrow().journal().deadLetters() == count);
    }
}
