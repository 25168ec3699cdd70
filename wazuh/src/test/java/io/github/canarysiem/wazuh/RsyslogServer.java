package io.github.canarysiem.wazuh;

import static org.awaitility.Awaitility.await;

import io.github.canarysiem.testing.FreePort;
import io.github.canarysiem.testing.Needs;
import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A real rsyslog on loopback, TCP and UDP on one port, that writes what it gets into a file.
 *
 * <p>It is the one of the system, or Debian's packages unpacked into {@code target}: nothing is installed. Its queue is {@code
 * Direct}: it answers the end of a connection after it has written what came over it.
 */
final class RsyslogServer implements Closeable {
    private static final Path UNPACKED = Path.of("target", "rsyslog").toAbsolutePath();

    private final Path folder;
    private final Path program;
    private final Optional<Path> modules;
    private final int port;
    private @Nullable Process process;

    private RsyslogServer(Path folder, Path program, Optional<Path> modules) {
        this.folder = folder;
        this.program = program;
        this.modules = modules;
        this.port = FreePort.find();
    }

    /** Starts one, or skips the test if there is none to start. */
    static RsyslogServer start(Path folder) throws IOException, InterruptedException {
        Optional<Path> installed = Needs.program("rsyslogd");
        if (installed.isEmpty()) {
            Needs.unpacked(UNPACKED, "rsyslogd", "usr/sbin/rsyslogd", "rsyslog", "libestr0", "libfastjson4");
        }
        RsyslogServer server = new RsyslogServer(
                folder,
                installed.orElse(UNPACKED.resolve("usr/sbin/rsyslogd")),
                installed.isPresent() ? Optional.empty() : Optional.of(unpackedModules()));
        server.configure();
        server.restart();
        return server;
    }

    int port() {
        return port;
    }

    /** The lines it has written. */
    List<String> lines() throws IOException {
        Path written = folder.resolve("written.log");
        return Files.exists(written) ? Files.readAllLines(written) : List.of();
    }

    void restart() throws IOException {
        ProcessBuilder builder = new ProcessBuilder(
                program.toString(),
                "-n",
                "-C",
                "-f",
                folder.resolve("rsyslog.conf").toString(),
                "-i",
                "NONE");
        modules.ifPresent(found -> {
            builder.command().addAll(List.of("-M", found.toString()));
            builder.environment().put("LD_LIBRARY_PATH", found.resolve("..").toString());
        });
        Process started = builder.redirectErrorStream(true)
                .redirectOutput(folder.resolve("rsyslog.out").toFile())
                .start();
        process = started;
        await().atMost(Duration.ofSeconds(20)).until(() -> answers() || !started.isAlive());
        if (!started.isAlive()) {
            throw new IOException("rsyslogd ended: " + Files.readString(folder.resolve("rsyslog.out")));
        }
    }

    /** As {@code kill -9} does. */
    void kill() throws InterruptedException {
        if (process != null) {
            process.destroyForcibly().waitFor(10, TimeUnit.SECONDS);
        }
    }

    @Override
    public void close() {
        if (process != null) {
            process.destroyForcibly();
        }
    }

    private boolean answers() {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (IOException e) {
            return false;
        }
    }

    private void configure() throws IOException {
        String text = """
                global(workDirectory="FOLDER" maxMessageSize="64k")
                main_queue(queue.type="Direct")
                module(load="imtcp")
                module(load="imudp")
                template(name="raw" type="string" string="%rawmsg%\\n")
                ruleset(name="file") {
                  action(type="omfile" file="FOLDER/written.log" template="raw" flushOnTXEnd="on")
                }
                input(type="imtcp" port="PORT" address="127.0.0.1" ruleset="file")
                input(type="imudp" port="PORT" address="127.0.0.1" ruleset="file")
                """.replace("FOLDER", folder.toString()).replace("PORT", Integer.toString(port));
        Files.writeString(folder.resolve("rsyslog.conf"), text, StandardCharsets.UTF_8);
    }

    private static Path unpackedModules() throws IOException {
        try (Stream<Path> files = Files.walk(UNPACKED.resolve("usr/lib"))) {
            return files.filter(file -> file.endsWith("rsyslog/lmnet.so"))
                    .map(Path::getParent)
                    .findFirst()
                    .orElseThrow(() -> new IOException("the package rsyslog holds no modules"));
        }
    }
}
