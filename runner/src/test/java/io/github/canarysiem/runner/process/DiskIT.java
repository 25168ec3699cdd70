package io.github.canarysiem.runner.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.canarysiem.pipeline.PipelineStatus;
import io.github.canarysiem.runner.process.CommandProcess.Result;
import io.github.canarysiem.spi.Health;
import io.github.canarysiem.testing.RedisServerProcess;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Disks that are full or cannot be written: small file systems of their own, which only root may mount. */
@Timeout(300)
class DiskIT {
    @TempDir
    private Path folder;

    @Test
    void aFullStateDiskRefusesAndLosesNothing() throws Exception {
        try (Mount state = Mount.at(folder.resolve("state"), "size=2m");
                RedisServerProcess redis = RedisServerProcess.start();
                TokenServer server = new TokenServer(redis.client())) {
            for (int i = 0; i < 20; i++) {
                server.plant(i);
            }
            Deployment deployment = Deployment.in(folder, redis.url(), "");
            try (CommandProcess run = deployment.running()) {
                server.trigger(0, "before");
                deployment.awaitLines(1);
                state.fill();
                Set<String> written = new HashSet<>();
                for (int i = 0; i < 400; i++) {
                    written.add(server.trigger(i % 20, "x".repeat(2_000)));
                }
                await().atMost(CommandProcess.PATIENCE).until(() -> refusing(deployment));
                assertThat(run.isAlive()).isTrue();

                state.free();
                await().atMost(CommandProcess.PATIENCE)
                        .untilAsserted(() -> assertThat(keys(deployment)).containsAll(written));
                deployment.awaitSource(run, Health.State.UP);
                assertThat(run.terminate().exitCode()).isZero();
            }
            assertThat(deployment.incidents()).hasSize(401);
        }
    }

    @Test
    void aFullDiskUnderTheLogDelaysItAndLosesNothing() throws Exception {
        try (Mount logs = Mount.at(folder.resolve("logs"), "size=1m");
                RedisServerProcess redis = RedisServerProcess.start();
                TokenServer server = new TokenServer(redis.client())) {
            server.plant(0);
            Deployment deployment = Deployment.in(folder, redis.url(), "");
            try (CommandProcess run = deployment.running()) {
                logs.fill();
                for (int i = 0; i < 40; i++) {
                    server.trigger(0, "x".repeat(2_000));
                }
                await().atMost(CommandProcess.PATIENCE)
                        .until(() -> deployment
                                        .status()
                                        .orElseThrow()
                                        .sinks()
                                        .get(0)
                                        .health()
                                        .state()
                                == Health.State.DOWN);
                logs.free();
                deployment.awaitLines(40);
                assertThat(run.terminate().exitCode()).isZero();
            }
            assertThat(keys(deployment)).hasSize(40);
            assertThat(deployment.incidents()).hasSize(40);
        }
    }

    @Test
    void aStateDirectoryThatCannotBeWrittenIsToldWithTheMend() throws Exception {
        try (Mount state = Mount.at(folder.resolve("state"), "size=1m,ro")) {
            assertThat(state.path()).isEmptyDirectory();
            Deployment.in(folder, "redis://127.0.0.1:1", "");
            for (String command : new String[] {"run", "send-test"}) {
                Result result = CommandProcess.run(folder, command);
                assertThat(result.exitCode()).isEqualTo(1);
                assertThat(result.err().lines())
                        .singleElement()
                        .asString()
                        .startsWith("canary-siem: ./state/lock: read-only file system; ");
            }
        }
    }

    private static boolean refusing(Deployment deployment) {
        PipelineStatus status = deployment.status().orElseThrow();
        return status.sources().get(0).health().detail().contains("the disk is full")
                && status.journal().health().state() == Health.State.DOWN
                && status.journal().health().detail().contains("the disk is full");
    }

    private static Set<String> keys(Deployment deployment) {
        return deployment.incidents().stream()
                .map(incident -> incident.at("/hit/key").asText())
                .collect(Collectors.toSet());
    }

    /**
     * A file system in memory.
     *
     * @param path where it is mounted
     */
    private record Mount(Path path) implements AutoCloseable {
        static Mount at(Path path, String options) throws IOException, InterruptedException {
            Files.createDirectories(path);
            boolean mounted = "root".equals(System.getProperty("user.name"))
                    && run("mount", "-t", "tmpfs", "-o", options, "tmpfs", path.toString()) == 0;
            assumeTrue(mounted, "needs root: mounts a file system of its own to fill");
            return new Mount(path);
        }

        /** Takes what is left of it. */
        void fill() throws IOException {
            byte[] block = new byte[4096];
            try (var file =
                    Files.newByteChannel(path.resolve("filler"), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
                int written;
                do {
                    written = file.write(ByteBuffer.wrap(block));
                } while (written == block.length);
            } catch (IOException e) {
                assertThat(e).hasMessageContaining("No space left");
            }
        }

        void free() throws IOException {
            Files.delete(path.resolve("filler"));
        }

        @Override
        public void close() throws IOException, InterruptedException {
            assertThat(run("umount", "-l", path.toString())).isZero();
        }

        private static int run(String... command) throws IOException, InterruptedException {
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            assertThat(process.waitFor(10, TimeUnit.SECONDS)).isTrue();
            return process.exitValue();
        }
    }
}
