package io.github.canarysiem.benchmarks;

import io.github.canarysiem.testing.Needs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Debian's rsyslogd, unpacked and not installed, as a process without any socket. */
final class Rsyslog implements AutoCloseable {
    private final Process process;

    private Rsyslog(Process process) {
        this.process = process;
    }

    /** Fetches it into a folder. */
    static void unpack(Path home) throws IOException, InterruptedException {
        Needs.unpacked(home, "rsyslogd", "usr/sbin/rsyslogd", "rsyslog", "libestr0", "libfastjson4", "liblognorm5");
    }

    /** Starts it to copy each line of a file to another file. */
    static Rsyslog copying(Path home, Path from, Path to) throws IOException {
        Path configuration = Files.writeString(home.resolve("rsyslog.conf"), """
                global(workDirectory="%s" maxMessageSize="64k")
                module(load="imfile")
                template(name="line" type="string" string="%%msg%%\\n")
                input(type="imfile" File="%s" Tag="in" Ruleset="copy")
                ruleset(name="copy") { action(type="omfile" file="%s" template="line" flushOnTXEnd="on") }
                """.formatted(home, from, to));
        Path libraries = library(home, "libestr.so.0");
        ProcessBuilder builder = new ProcessBuilder(List.of(
                        home.resolve("usr/sbin/rsyslogd").toString(),
                        "-n",
                        "-f",
                        configuration.toString(),
                        "-i",
                        home.resolve("pid").toString(),
                        "-M",
                        library(home, "imfile.so").toString()))
                .redirectErrorStream(true)
                .redirectOutput(home.resolve("rsyslog.out").toFile());
        builder.environment().put("LD_LIBRARY_PATH", libraries.toString());
        return new Rsyslog(builder.start());
    }

    boolean isAlive() {
        return process.isAlive();
    }

    @Override
    public void close() throws InterruptedException {
        process.destroy();
        if (!process.waitFor(15, TimeUnit.SECONDS)) {
            process.destroyForcibly().waitFor();
        }
    }

    /** The folder in which a library lies. */
    private static Path library(Path home, String name) throws IOException {
        try (Stream<Path> all = Files.walk(home)) {
            return all.filter(path -> path.endsWith(name))
                    .findFirst()
                    .map(Path::getParent)
                    .orElseThrow(() -> new IOException(name + " is in none of rsyslog's packages"));
        }
    }
}
