package io.github.canarysiem.runner.demo;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import redis.embedded.RedisExecProvider;

/**
 * A Redis server as a child process, on a free port of the loopback address, without persistence.
 *
 * <p>Of embedded-redis only the server's program is used: its own way of starting waits without a limit when the server fails,
 * and leaves the program in the temporary folder. Thread-safe.
 */
final class RedisProcess implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final int ATTEMPTS = 3;
    private static final int CONNECT_MILLISECONDS = 500;
    private static final long LOOK_MILLISECONDS = 10;

    private final Process process;
    private final int port;

    private RedisProcess(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    /**
     * Starts a server that keeps its files in a folder.
     *
     * @param cleanup owns each child process, so that none is left behind when this one is stopped
     * @throws IOException if this system has no server program, or it does not start
     */
    static RedisProcess start(Path folder, Cleanup cleanup) throws IOException, InterruptedException {
        // Another process may take the port between its choice and its use.
        for (int attempt = 1; attempt <= ATTEMPTS; attempt++) {
            RedisProcess redis = cleanup.open(() -> launch(program(folder), folder, freePort()));
            if (redis.awaitReady()) {
                return redis;
            }
            redis.close();
        }
        throw new IOException("the Redis server that comes with canary-siem does not start here");
    }

    int port() {
        return port;
    }

    /** Ends the server at once; it has nothing worth saving. */
    @Override
    public void close() {
        process.destroyForcibly();
        try {
            process.waitFor(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static RedisProcess launch(Path program, Path folder, int port) throws IOException {
        List<String> command = new ArrayList<>(List.of(program.toString()));
        command.addAll(List.of("--bind", "127.0.0.1", "--port", Integer.toString(port)));
        command.addAll(List.of("--save", "", "--appendonly", "no", "--dir", folder.toString()));
        File log = folder.resolve("redis.log").toFile();
        try {
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(log)
                    .start();
            return new RedisProcess(process, port);
        } catch (IOException e) {
            throw new IOException(
                    "the Redis server that comes with canary-siem cannot be run in " + folder
                            + "; is that file system mounted noexec? Set -Djava.io.tmpdir to another folder",
                    e);
        }
    }

    private static Path program(Path folder) throws IOException {
        Path program = folder.resolve("redis-server");
        if (Files.exists(program)) {
            return program;
        }
        Path extracted = extracted();
        Files.move(extracted, program);
        @Nullable Path left = extracted.getParent();
        if (left != null) {
            Files.deleteIfExists(left);
        }
        return program;
    }

    private static Path extracted() throws IOException {
        try {
            return RedisExecProvider.defaultProvider().get().toPath();
        } catch (RuntimeException e) {
            throw new IOException(
                    "no Redis server comes with canary-siem for this system; run the demo on Linux or macOS", e);
        }
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException("no port is free on this machine", e);
        }
    }

    private boolean awaitReady() throws InterruptedException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (process.isAlive() && System.nanoTime() < deadline) {
            if (answers()) {
                return true;
            }
            Thread.sleep(LOOK_MILLISECONDS);
        }
        return false;
    }

    private boolean answers() {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), CONNECT_MILLISECONDS);
            socket.setSoTimeout(CONNECT_MILLISECONDS);
            socket.getOutputStream().write("PING\r\n".getBytes(StandardCharsets.US_ASCII));
            byte[] answer = socket.getInputStream().readNBytes("+PONG".length());
            return new String(answer, StandardCharsets.US_ASCII).equals("+PONG");
        } catch (IOException e) {
            return false;
        }
    }
}
