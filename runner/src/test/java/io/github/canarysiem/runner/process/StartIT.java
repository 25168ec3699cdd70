package io.github.canarysiem.runner.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.canarysiem.runner.process.CommandProcess.Result;
import io.github.canarysiem.testing.RedisServerProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Whether it starts, and what it says about itself. */
@Timeout(300)
class StartIT {
    @TempDir
    private Path folder;

    @Test
    void aSecondOneOnTheSameStateIsTurnedAway() {
        try (RedisServerProcess redis = RedisServerProcess.start()) {
            Deployment deployment = Deployment.in(folder, redis.url(), "");
            try (CommandProcess run = deployment.running()) {
                Result second = CommandProcess.run(folder, "run");
                assertThat(second.exitCode()).isEqualTo(75);
                assertThat(second.err().lines().filter(line -> !line.startsWith("{")))
                        .containsExactly("canary-siem: ./state is in use by process " + run.pid()
                                + "; stop it, or give this one a state directory of its own");
                assertThat(run.isAlive()).isTrue();
            }
        }
    }

    @Test
    void aDamagedJournalIsRefusedWithTheMend() throws IOException {
        Deployment.in(folder, "redis://127.0.0.1:1", "");
        Files.createDirectories(folder.resolve("state"));
        Files.writeString(folder.resolve("state/journal.db"), "this is no database, whatever it is ".repeat(1000));
        Result result = CommandProcess.run(folder, "run");
        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(result.err().lines())
                .singleElement()
                .asString()
                .startsWith("canary-siem: ./state/journal.db is damaged")
                .contains("Restore the state directory from a backup");
    }

    @Test
    void anAdminPortInUseIsToldAndTheStateIsFreeAgain() throws IOException {
        try (RedisServerProcess redis = RedisServerProcess.start()) {
            Deployment.in(folder, redis.url(), "");
            String text = Files.readString(folder.resolve("canary-siem.yml"));
            Files.writeString(
                    folder.resolve("canary-siem.yml"),
                    text.replaceFirst("127.0.0.1:\\d+", "127.0.0.1:" + redis.port()));
            Result result = CommandProcess.run(folder, "run");
            assertThat(result.exitCode()).isEqualTo(1);
            assertThat(result.err().lines().filter(line -> !line.startsWith("{")))
                    .singleElement()
                    .asString()
                    .contains("admin.listen", "port " + redis.port());
        }
    }

    @Test
    void aStatusIsShownWhileItRunsAndAfterwards() {
        try (RedisServerProcess redis = RedisServerProcess.start();
                TokenServer server = new TokenServer(redis.client())) {
            server.plant(1);
            Deployment deployment = Deployment.in(folder, redis.url(), "");
            try (CommandProcess run = deployment.running()) {
                server.trigger(1, "x");
                deployment.awaitLines(1);
                Result status = CommandProcess.run(folder, "status");
                assertThat(status.exitCode()).isZero();
                assertThat(status.out()).contains("canary-siem is running.", "tokens", "agent", "1 incident, 0 dead");
                run.terminate();
            }
            Result status = CommandProcess.run(folder, "status", "--json");
            assertThat(status.exitCode()).isEqualTo(1);
            assertThat(status.out()).contains("\"running\":false", "\"incidents\":1");
        }
    }
}
