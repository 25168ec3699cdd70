package io.github.canarysiem.benchmarks;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The runner as an operator starts it: a process of its own, from the runnable jar, with the launcher's flags. */
final class RunnerProcess implements AutoCloseable {
    private static final Path JAR = Path.of("runner/target/canary-siem.jar");
    private static final double TICKS_PER_SECOND = 100;

    final Path log;
    private final Process process;
    private final int adminPort;
    private final HttpClient http = HttpClient.newHttpClient();

    /** From Redis to an agent's log file. */
    RunnerProcess(Path folder, int redisPort) throws IOException {
        this(folder, redisPort, "");
    }

    /** The same with one more sink: a line of the configuration, or an empty text. */
    RunnerProcess(Path folder, int redisPort, String sink) throws IOException {
        this(folder, "tokens: { type: redis, url: \"redis://127.0.0.1:%d/0\" }".formatted(redisPort), sink);
    }

    /** From another source, a line of the configuration, to an agent's log file. */
    RunnerProcess(Path folder, String source, String sink) throws IOException {
        if (!Files.exists(JAR)) {
            throw new IOException(
                    JAR + " is missing; run the benchmarks from the root of the repository after mvn verify");
        }
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            adminPort = free.getLocalPort();
        }
        log = folder.resolve("incident.log");
        Path configuration = Files.writeString(folder.resolve("canary-siem.yml"), """
                state: %s
                admin: { listen: "127.0.0.1:%d" }
                sources:
                  %s
                sinks:
                  agent: { type: wazuh-file, path: %s, rotate-size: 100GiB }
                  %s
                """.formatted(
                        folder.resolve("state"), adminPort, source, log, sink));
        process = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-Xmx112m",
                        "-jar",
                        JAR.toString(),
                        "run",
                        "-c",
                        configuration.toString()))
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("runner.out").toFile())
                .start();
    }

    /** Waits until the first pass over all tokens is done and hits are pushed. */
    void awaitReady(Duration most) throws Exception {
        long deadline = System.nanoTime() + most.toNanos();
        while (System.nanoTime() - deadline < 0) {
            if (!process.isAlive()) {
                throw new IOException("the runner ended with " + process.exitValue());
            }
            if (ready()) {
                return;
            }
            TimeUnit.MILLISECONDS.sleep(20);
        }
        throw new IOException("the runner was not ready in time");
    }

    private boolean ready() throws InterruptedException {
        try {
            HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + adminPort + "/ready"))
                    .timeout(Duration.ofSeconds(2))
                    .build();
            return http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException e) {
            return false;
        }
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** The most memory it ever held, in MiB, as the kernel counts it. */
    double peakMemory() throws IOException {
        return Files.readAllLines(Path.of("/proc/" + process.pid() + "/status")).stream()
                .filter(line -> line.startsWith("VmHWM:"))
                .mapToDouble(line -> Double.parseDouble(line.replaceAll("\\D", "")) / 1024)
                .sum();
    }

    /** Seconds of processor time it has used. */
    double cpuSeconds() throws IOException {
        String stat = Files.readString(Path.of("/proc/" + process.pid() + "/stat"));
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
        return (Double.parseDouble(fields[11]) + Double.parseDouble(fields[12])) / TICKS_PER_SECOND;
    }

    @Override
    public void close() throws InterruptedException {
        process.destroy();
        if (!process.waitFor(15, TimeUnit.SECONDS)) {
            process.destroyForcibly().waitFor();
        }
    }
}
