package io.github.canarysiem.benchmarks;

import io.github.canarysiem.splunk.testing.SplunkServer;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A double of Splunk in a process of its own: what it keeps must not burden the garbage collector of what is measured. */
final class SplunkDouble implements AutoCloseable {
    private static final String RENEW = "renew";
    private static final String COUNT = "count";

    private final Process process;
    private final BufferedReader answers;
    private final PrintWriter questions;

    private SplunkDouble(Process process) {
        this.process = process;
        this.answers = process.inputReader(StandardCharsets.UTF_8);
        this.questions = new PrintWriter(process.outputWriter(StandardCharsets.UTF_8), true);
    }

    static SplunkDouble start() throws IOException {
        return new SplunkDouble(new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:+UseSerialGC",
                        "-Xmx2g",
                        "-Dsun.net.httpserver.nodelay=true",
                        "-cp",
                        System.getProperty("java.class.path"),
                        SplunkDouble.class.getName()))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start());
    }

    /** Forgets all that it holds, and says where it is now. */
    URI renew() throws IOException {
        return URI.create(ask(RENEW));
    }

    /** How many objects it holds. */
    int count() throws IOException {
        return Integer.parseInt(ask(COUNT));
    }

    private String ask(String question) throws IOException {
        questions.println(question);
        String answer = answers.readLine();
        if (answer == null) {
            throw new IOException("the double of Splunk has ended");
        }
        return answer;
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }

    /** The process: answers each question on a line. */
    public static void main(String[] arguments) throws IOException {
        BufferedReader questions = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        PrintWriter answers = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
        SplunkServer server = SplunkServer.start();
        for (@Nullable String line = questions.readLine(); line != null; line = questions.readLine()) {
            if (line.equals(RENEW)) {
                server.close();
                server = SplunkServer.start();
                answers.println(server.url());
            } else {
                answers.println(server.count());
            }
        }
        server.close();
    }
}
