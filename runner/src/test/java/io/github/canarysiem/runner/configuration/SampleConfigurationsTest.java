package io.github.canarysiem.runner.configuration;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.canarysiem.testing.PemFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What samples and README show as a configuration is one. */
class SampleConfigurationsTest {
    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
    private static final Pattern YAML = Pattern.compile("```yaml\n(.*?)\n *```", Pattern.DOTALL);

    private static final String CERTIFICATES = "/etc/letsencrypt/live/hooks.example/";

    @TempDir
    Path folder;

    static List<Path> samples() throws IOException {
        try (Stream<Path> files = Files.list(ROOT.resolve("samples/configurations"))) {
            return files.sorted().toList();
        }
    }

    @ParameterizedTest
    @MethodSource("samples")
    void everySampleIsGood(Path sample) throws Exception {
        assertIsGood(Files.readString(sample));
    }

    @Test
    void everyConfigurationInTheReadmeIsGood() throws Exception {
        List<String> shown = YAML.matcher(Files.readString(ROOT.resolve("README.md")))
                .results()
                .map(result -> result.group(1).stripIndent())
                .filter(yaml -> yaml.contains("sinks:"))
                .toList();

        assertThat(shown).hasSizeGreaterThanOrEqualTo(2);
        for (String yaml : shown) {
            assertIsGood(yaml);
        }
    }

    /** With files of the test in the place of those that it names. */
    private void assertIsGood(String yaml) throws Exception {
        Map<String, String> environment = Map.of(
                "REDIS_PASSWORD",
                "hidden",
                "CHAIN_KEY",
                "hidden",
                "HEC_TOKEN",
                "hidden",
                "ES_KEY",
                "hidden",
                "HOOK_SECRET",
                "0123456789abcdef");
        Path secret = Files.writeString(folder.resolve("secret"), "hidden");
        String adapted = yaml.replace("/run/secrets/redis", secret.toString());
        if (yaml.contains(CERTIFICATES)) {
            PemFiles files = PemFiles.in(folder);
            files.issue("hooks", "san=dns:hooks.example");
            adapted = adapted.replace(
                            CERTIFICATES + "fullchain.pem",
                            files.certificate("hooks").toString())
                    .replace(CERTIFICATES + "privkey.pem", files.key("hooks").toString());
        }
        Path file = Files.writeString(folder.resolve("canary-siem.yml"), adapted);
        try (Configuration configuration = Drafts.find(file, environment::get).complete(PlugIns.onClassPath())) {
            assertThat(configuration.sources()).isNotEmpty();
            assertThat(configuration.sinks()).isNotEmpty();
        }
    }
}
