package io.github.canarysiem.runner.configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConfigurationFaultsTest {

    private ConfigurationFile file;

    @BeforeEach
    void choose(@TempDir Path folder) {
        file = new ConfigurationFile(folder);
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
        file.environment.put("EMPTY", "");
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
    void aliasesAreBounded() {
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
        Files.write(file.path, new byte[] {'a', ':', ' ', (byte) 0xff});
        assertThat(file.faults()).containsExactly("test.yml: is not text in UTF-8; save it as UTF-8");
        Files.delete(file.path);
        assertThat(file.faults()).containsExactly("test.yml: does not exist; name another with --config");
    }

    private Configuration complete(String yaml) throws ConfigurationException {
        return file.holding(yaml).complete();
    }

    private List<String> faults(String yaml) {
        return file.holding(yaml).faults();
    }
}
