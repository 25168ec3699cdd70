package io.github.canarysiem.runner.configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.canarysiem.pipeline.Delivery;
import io.github.canarysiem.runner.configuration.SampleProviders.SampleSink;
import io.github.canarysiem.runner.configuration.SampleProviders.SampleSource;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConfigurationTest {
    private static final String SECRET = "hunter2-s3cret";
    private static final String MINIMUM = """
            sources: { tokens: { type: well, url: here } }
            sinks: { agent: { type: drain, path: log } }
            """;

    @TempDir
    private Path folder;

    private final Map<String, String> environment = new HashMap<>();

    @Test
    void everySettingArrivesAsItWasWritten() throws Exception {
        environment.put("PASSWORD", SECRET);
        Configuration configuration = complete("""
                state: /var/lib/canary
                admin: { listen: "[::1]:0" }
                journal: { maximum-size: 5GiB, retained-size: 1MiB, retained-for: 2d }
                sources:
                  tokens: { type: well, url: "redis://x/0", password: "${PASSWORD}", poll-interval: 250ms, paths: [1:30, off, ~] }
                sinks:
                  agent: { type: drain, path: log, mode: 0640, batch-size: 7, retry-delay: 1s, retry-delay-maximum: 1m }
                  other:
                    type: drainpipe
                    path: "two words"
                    tls: { ca: my.pem }
                """);

        assertThat(configuration.state()).isEqualTo(Path.of("/var/lib/canary"));
        assertThat(configuration.admin()).hasToString("Optional[/[0:0:0:0:0:0:0:1]:0]");
        assertThat(configuration.limits().maximumSize()).isEqualTo(5L << 30);
        assertThat(configuration.limits().retainedSize()).isEqualTo(1L << 20);
        assertThat(configuration.limits().retainedFor()).isEqualTo(Duration.ofDays(2));
        assertThat(configuration.sources().get("tokens"))
                .isEqualTo(new SampleSource("redis://x/0", SECRET, Duration.ofMillis(250), List.of("1:30", "off", "")));
        assertThat(configuration.sinks().keySet()).containsExactly("agent", "other");
        assertThat(configuration.sinks().get("agent"))
                .isEqualTo(new Configuration.FedSink(
                        new SampleSink("log", "0640", Optional.empty()),
                        new Delivery(7, Duration.ofSeconds(1), Duration.ofMinutes(1))));
        assertThat(configuration.sinks().get("other"))
                .extracting(Configuration.FedSink::sink)
                .isEqualTo(new SampleSink("two words", "0640", Optional.of("my.pem")));
    }

    @Test
    void whatIsLeftOutHasADefault() throws Exception {
        Configuration configuration = complete(MINIMUM);

        assertThat(configuration.state()).isEqualTo(Path.of("state"));
        assertThat(configuration.admin()).hasToString("Optional[/127.0.0.1:9464]");
        assertThat(configuration.sinks().get("agent"))
                .extracting(Configuration.FedSink::delivery)
                .isEqualTo(Delivery.defaults());
        assertThat(complete(MINIMUM + "admin:\njournal:\n").admin()).isPresent();
        assertThat(complete(MINIMUM + "admin: { listen: off }\n").admin()).isEmpty();
    }

    @Test
    void everyFaultOfEveryPartIsNamedAtOnce() {
        assertThat(faults("""
                stat: ./elsewhere
                admin: { listen: everywhere, tls: true }
                journal: { maximum-size: plenty, retained-size: 2GiB }
                sources:
                  Tokens: { type: well }
                  a: { type: wel, url: x, what: ever }
                  b: { type: well, url: "${MISSING_URL}", poll-intervall: 5s }
                  c: well
                  d: { url: x }
                sinks:
                  agent: { type: drain, path: x, path: y, batch-size: 0, retry-delay: 1h }
                  two:
                    type: drain
                    pth: x
                    tls: { cert: y }
                """))
                .containsExactly(
                        "test.yml:1: stat: is not a setting here; did you mean state?",
                        "test.yml:2: admin.listen: is not host:port; write it like 127.0.0.1:9464, [::1]:9464 or off",
                        "test.yml:2: admin.tls: is not a setting here; known are listen",
                        "test.yml:3: journal.maximum-size: is not a size; write it like 65000, 64KiB, 100MiB, 10GiB",
                        "test.yml:5: sources.Tokens: is not a name; use 1 to 64 of a-z, 0-9 and -",
                        "test.yml:6: sources.a.type: is not one of well; did you mean well?",
                        "test.yml:7: sources.b.url: needs the environment variable MISSING_URL, which is not set; set it, or write"
                                + " ${NAME:-default}",
                        "test.yml:7: sources.b.poll-intervall: is not a setting here; did you mean poll-interval?",
                        "test.yml:8: sources.c: is not a section; write it as { type: ..., name: value }",
                        "test.yml:9: sources.d.type: is missing",
                        "test.yml:11: sinks.agent.path: is written twice; keep one",
                        "test.yml:11: sinks.agent.retry-delay: is longer than retry-delay-maximum; make it shorter",
                        "test.yml:11: sinks.agent.batch-size: is not a whole number between 1 and 10000",
                        "test.yml:12: sinks.two.path: is missing",
                        "test.yml:14: sinks.two.pth: is not a setting here; did you mean path?",
                        "test.yml:15: sinks.two.tls.cert: is not a setting here; known are ca");
    }

    @Test
    void sourcesAndSinksMustBeThere() {
        List<String> both = List.of(
                "test.yml:1: sources: is empty; name at least one, such as tokens: { type: redis, url:"
                        + " \"redis://127.0.0.1:6379/0\" }",
                "test.yml:1: sinks: is empty; name at least one, such as agent: { type: wazuh-file, path:"
                        + " logs/incident.log }");
        assertThat(faults("state: x\n")).isEqualTo(both);
        assertThat(faults("{ sources: , sinks: {} }\n")).isEqualTo(both);
        assertThat(faults("{ sources: [a], sinks: b }\n"))
                .containsExactly(
                        "test.yml:1: sources: is not a section; write it as { name: value }",
                        "test.yml:1: sinks: is not a section; write it as { name: value }");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "password: \"hunter2-s3cret",
                "password: 'hunter2-s3cret\nurl: x",
                "password: a: hunter2-s3cret",
                "password: @hunter2-s3cret",
                "password: `hunter2-s3cret",
                "password: %hunter2-s3cret",
                "password: \"\\hunter2-s3cret\"",
                "password: {hunter2-s3cret",
                "password: [hunter2-s3cret",
                "password: !!hunter2-s3cret",
                "password: !<hunter2-s3cret> x",
                "password: *hunter2-s3cret",
                "password: &hunter2-s3cret",
                "password: x\n\thunter2-s3cret",
                "password: x\n hunter2-s3cret: [",
                "password: |9999 hunter2-s3cret\n x",
                "? hunter2-s3cret\n? : [",
                "password: \u0007hunter2-s3cret",
                "hunter2-s3cret",
                "- hunter2-s3cret",
                "--- x\n--- hunter2-s3cret",
                "%YAML hunter2-s3cret\n---\na: b",
                "{ password: hunter2-s3cret ] }"
            })
    void aSyntaxErrorShowsNothingOfTheFile(String yaml) {
        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(() -> complete(yaml + "\n"))
                .satisfies(e -> {
                    StringWriter trace = new StringWriter();
                    e.printStackTrace(new PrintWriter(trace));
                    assertThat(e.lines() + trace.toString()).doesNotContain("s3cret");
                    assertThat(e.lines()).allSatisfy(line -> assertThat(line).contains("test.yml"));
                });
    }

    @Test
    void aSyntaxErrorIsFoundByLineAndColumn() {
        assertThat(faults("sources:\n  tokens: { type: well\nsinks: x\n"))
                .containsExactly("test.yml:3: is not YAML at column 6: a { that is not closed, or a comma is missing");
        assertThat(faults("a: b: c\n"))
                .containsExactly("test.yml:1: is not YAML at column 5: a colon too many; put the value into quotes");
    }

    @Test
    void valuesAreNeverShown() {
        environment.put("EMPTY", "");
        assertThat(String.join("\n", faults("""
                state: { x: hunter2-s3cret }
                admin: { listen: "hunter2-s3cret:99999" }
                journal: { maximum-size: hunter2-s3cret, retained-for: "${hunter2_s3cret}" }
                sources:
                  a: { type: hunter2-s3cret, password: x }
                  b: { type: well, url: "${EMPTY}", poll-interval: hunter2-s3cret, password: [hunter2-s3cret, {}] }
                  c: { type: well, url: x, unknown: hunter2-s3cret, password: "a${hunter2-s3cret}b" }
                  d: hunter2-s3cret
                  e: { type: well, url: "${file:/nowhere/hunter2-s3cret}" }
                  f: { type: well, url: "x${hunter2-s3cret" }
                sinks:
                  a: { type: drain, path: "x\\0hunter2-s3cret", batch-size: hunter2-s3cret }
                """))).contains("sources.f.url").doesNotContainIgnoringCase("s3cret");
    }

    @Test
    void aliasesAreFollowedAndBounded() throws Exception {
        Configuration configuration = complete("""
                sources: { tokens: { type: well, url: here, paths: &where [here, there] } }
                sinks: { agent: &drain { type: drain, path: log, tls: {} }, other: *drain }
                """);
        assertThat(configuration.sources().get("tokens"))
                .isEqualTo(new SampleSource("here", "", Duration.ofSeconds(5), List.of("here", "there")));
        assertThat(configuration.sinks().keySet()).containsExactly("agent", "other");

        StringBuilder bomb = new StringBuilder("a0: &a0 [x, x, x, x, x, x, x, x, x]\n");
        for (int i = 1; i < 12; i++) {
            bomb.append("a" + i + ": &a" + i + " [" + ("*a" + (i - 1) + ", ").repeat(9) + "x]\n");
        }
        assertThat(faults(bomb.toString())).hasSize(1).first().asString().contains("too large");
        assertThat(faults("a: &a x\nb: *a\n")).hasSize(1).first().asString().contains("anchor above it");
        assertThat(faults("a: &a [*a]\n")).hasSize(1).first().asString().contains("anchor above it");
    }

    @Test
    void whatIsNoConfigurationIsRefused() throws Exception {
        assertThat(faults("")).containsExactly("test.yml:1: is empty; it needs sources and sinks");
        assertThat(faults("a: " + "[".repeat(10_000))).hasSize(1);
        assertThat(faults("#" + "x".repeat(1 << 20)))
                .containsExactly("test.yml: is larger than 1 MiB; that is no configuration");
        Files.write(folder.resolve("test.yml"), new byte[] {'a', ':', ' ', (byte) 0xff});
        assertThat(faultsOfFile()).containsExactly("test.yml: is not text in UTF-8; save it as UTF-8");
        Files.delete(folder.resolve("test.yml"));
        assertThat(faultsOfFile()).containsExactly("test.yml: does not exist; name another with --config");
    }

    @Test
    void aByteOrderMarkIsPassedOver() throws Exception {
        assertThat(complete("\uFEFF" + MINIMUM).sinks()).hasSize(1);
    }

    @Test
    void anOperatorsCommandNeedsNoSecrets() throws Exception {
        Draft draft = draft("""
                state: "${STATE:-/srv/state}"
                sources: { a: { type: well, url: "${NOT_SET_HERE}" } }
                sinks: { b: { type: drain, path: "${NOT_SET_HERE}" } }
                """);
        assertThat(draft.state()).isEqualTo(Path.of("/srv/state"));
        assertThat(draft.admin()).hasToString("Optional[/127.0.0.1:9464]");
    }

    private Configuration complete(String yaml) throws IOException, ConfigurationException {
        return draft(yaml).complete(SampleProviders.plugIns());
    }

    private Draft draft(String yaml) throws IOException, ConfigurationException {
        Files.writeString(folder.resolve("test.yml"), yaml, StandardCharsets.UTF_8);
        return Drafts.find(folder.resolve("test.yml"), environment::get);
    }

    private List<String> faults(String yaml) {
        try {
            Files.writeString(folder.resolve("test.yml"), yaml, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        return faultsOfFile();
    }

    private List<String> faultsOfFile() {
        try {
            Drafts.find(folder.resolve("test.yml"), environment::get).complete(SampleProviders.plugIns());
            return List.of();
        } catch (ConfigurationException e) {
            return e.lines().stream()
                    .map(line -> line.replace(folder + "/", ""))
                    .toList();
        }
    }
}
