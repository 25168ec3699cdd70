package io.github.canarysiem.templates.wazuh;

import io.github.canarysiem.Incident;
import io.github.canarysiem.spi.IncidentSink;
import io.github.canarysiem.spi.Settings;
import io.github.canarysiem.spi.SinkProvider;
import io.github.canarysiem.templates.Generated;
import io.github.canarysiem.templates.Generation;
import io.github.canarysiem.templates.Packs;
import io.github.canarysiem.wazuh.logtest.LogtestEngine;
import io.github.canarysiem.wazuh.logtest.LogtestResult;
import io.github.canarysiem.wazuh.logtest.Ruleset;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** The generated content in the engine, and lines from the real sinks. */
final class Manager {
    static final int FIRST_ID = 100_100;

    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-22T00:00:00Z"), ZoneOffset.UTC);

    private final Ruleset ruleset;

    private Manager(Ruleset ruleset) {
        this.ruleset = ruleset;
    }

    static Manager asGenerated() throws Exception {
        Generated generated = Generation.of(Packs.bundled().pack("wazuh")).generate();
        return new Manager(
                Ruleset.load(StandIn.ruleset().and(Content.of(generated.files()).ruleset())));
    }

    /** A line in a session of its own. */
    LogtestResult evaluate(String line) {
        return session().evaluate(line);
    }

    LogtestEngine session() {
        return ruleset.engine(CLOCK);
    }

    static int idOf(LogtestResult result) {
        return result.rule() == null ? 0 : result.rule().id();
    }

    /** The last value of a field; empty if there is none. */
    static String field(LogtestResult result, String name) {
        return result.dynamic().stream()
                .filter(field -> field.name().equals(name))
                .map(LogtestResult.Field::value)
                .reduce("", (first, second) -> second);
    }

    /** What the sink wazuh-file writes. */
    static List<String> fileLines(List<Incident> incidents, String format) throws Exception {
        Path folder = Files.createTempDirectory("lines");
        Path file = folder.resolve("incident.log");
        try (IncidentSink sink =
                provider("wazuh-file").create(Settings.of("sink", Map.of("path", file.toString(), "format", format)))) {
            sink.deliver(incidents);
            return Files.readAllLines(file);
        } finally {
            Files.deleteIfExists(file);
            Files.deleteIfExists(folder);
        }
    }

    /** What the sink wazuh-syslog sends, without the priority: the manager takes it off. */
    static List<String> syslogLines(List<Incident> incidents) throws Exception {
        try (ServerSocket server = new ServerSocket(0)) {
            CompletableFuture<List<String>> lines = CompletableFuture.supplyAsync(() -> {
                try (Socket peer = server.accept();
                        BufferedReader reader = new BufferedReader(
                                new InputStreamReader(peer.getInputStream(), StandardCharsets.UTF_8))) {
                    return reader.lines().toList();
                } catch (java.io.IOException e) {
                    throw new java.io.UncheckedIOException(e);
                }
            });
            try (IncidentSink sink = provider("wazuh-syslog")
                    .create(Settings.of("sink", Map.of("host", "127.0.0.1", "port", server.getLocalPort())))) {
                sink.deliver(incidents);
            }
            return lines.get(30, TimeUnit.SECONDS).stream()
                    .map(line -> line.replaceFirst("^<\\d+>", ""))
                    .toList();
        }
    }

    private static SinkProvider provider(String type) {
        return ServiceLoader.load(SinkProvider.class).stream()
                .map(ServiceLoader.Provider::get)
                .filter(provider -> provider.type().equals(type))
                .findFirst()
                .orElseThrow();
    }
}
