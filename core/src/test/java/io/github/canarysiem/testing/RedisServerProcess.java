package io.github.canarysiem.testing;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.exceptions.JedisException;
import redis.embedded.RedisExecProvider;

/**
 * A real Redis server as a process of its own, on a free port of the loopback, with its files in a temporary folder. It can be
 * killed and started again on the same port and files; {@link #close()} leaves nothing behind, and neither does the end of the JVM.
 */
public final class RedisServerProcess implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Object BINARY_LOCK = new Object();
    private static @Nullable File binary;

    private final int port;
    private final Path directory;
    private final List<String> options;
    private final Thread reaper = new Thread(this::kill);
    private @Nullable Process process;

    private RedisServerProcess(int port, Path directory, List<String> options) {
        this.port = port;
        this.directory = directory;
        this.options = options;
        Runtime.getRuntime().addShutdownHook(reaper);
    }

    /** Starts a server that keeps nothing on disk, and waits until it answers. */
    public static RedisServerProcess start(String... options) {
        RedisServerProcess server = prepare(options);
        server.boot();
        return server;
    }

    /** Starts a sentinel that decides alone and after a second about this master. */
    public static RedisServerProcess sentinel(String name, int masterPort) {
        RedisServerProcess sentinel = prepare("--sentinel");
        try {
            Files.writeString(
                    sentinel.directory.resolve("sentinel.conf"),
                    "sentinel monitor " + name + " 127.0.0.1 " + masterPort + " 1\n"
                            + "sentinel down-after-milliseconds " + name + " 500\n" + "sentinel failover-timeout "
                            + name + " 5000\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        sentinel.boot();
        return sentinel;
    }

    /** A server that is not started yet. */
    public static RedisServerProcess prepare(String... options) {
        try {
            return new RedisServerProcess(FreePort.find(), Files.createTempDirectory("redis-test"), List.of(options));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Starts, or starts again, and waits until the server answers. */
    public void boot() {
        launch();
        awaitAnswer();
    }

    /** Starts without waiting for an answer; for servers that speak TLS only. */
    public void launch() {
        List<String> command = new ArrayList<>(List.of(binary().toString()));
        if (options.contains("--sentinel")) {
            command.add(directory.resolve("sentinel.conf").toString());
        }
        command.addAll(List.of("--dir", directory.toString(), "--save", "", "--bind", "127.0.0.1"));
        command.addAll(List.of("--port", Integer.toString(port)));
        command.addAll(options);
        try {
            process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(directory.resolve("redis.log").toFile())
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException("redis-server", e);
        }
    }

    /** The port for plain connections. */
    public int port() {
        return port;
    }

    /** The folder with the server's files. */
    public Path directory() {
        return directory;
    }

    /** The URL of database 0. */
    public String url() {
        return "redis://127.0.0.1:" + port;
    }

    /** A new client of the default user. */
    public Jedis client() {
        return new Jedis("127.0.0.1", port, 10_000);
    }

    /** Ends the server at once, as {@code kill -9} does. */
    public synchronized void kill() {
        Process running = process;
        if (running != null) {
            running.destroyForcibly();
            try {
                running.waitFor(10, TimeUnit.SECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            process = null;
        }
    }

    /** Stops the server in its tracks: its connections stay open, and nothing comes over them. */
    public void freeze() {
        signal("-STOP");
    }

    /** Lets a frozen server go on. */
    public void thaw() {
        signal("-CONT");
    }

    private void signal(String name) {
        Process running = process;
        if (running == null) {
            throw new IllegalStateException("the server does not run");
        }
        try {
            new ProcessBuilder("kill", name, Long.toString(running.pid()))
                    .start()
                    .waitFor(10, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        kill();
        if (!Files.exists(directory)) {
            return;
        }
        Runtime.getRuntime().removeShutdownHook(reaper);
        try (Stream<Path> files = Files.walk(directory)) {
            files.sorted(Comparator.reverseOrder())
                    .forEach(file -> file.toFile().delete());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void awaitAnswer() {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            try (Jedis client = new Jedis("127.0.0.1", port, 1_000)) {
                client.ping();
                return;
            } catch (JedisException e) {
                String answer = String.valueOf(e.getMessage());
                if (answer.startsWith("NOAUTH")) {
                    return;
                }
                pause(deadline, e);
            }
        }
    }

    private void pause(long deadline, JedisException reason) {
        Process running = process;
        try {
            boolean ended = running == null || running.waitFor(10, TimeUnit.MILLISECONDS);
            if (ended || System.nanoTime() > deadline) {
                throw new IllegalStateException(
                        "redis-server does not answer: " + Files.readString(directory.resolve("redis.log")), reason);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static File binary() {
        synchronized (BINARY_LOCK) {
            if (binary == null) {
                try {
                    binary = RedisExecProvider.defaultProvider().get();
                    binary.deleteOnExit();
                    binary.getParentFile().deleteOnExit();
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }
            return binary;
        }
    }
}
