package io.github.canarysiem.runner.configuration;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.canarysiem.pipeline.Delivery;
import io.github.canarysiem.runner.configuration.SampleProviders.SampleSink;
import io.github.canarysiem.runner.configuration.SampleProviders.SampleSource;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigurationTest {
    private static final String SECRET = "hunter2-s3cret";
    private static final String MINIMUM = """
            sources: { tokens: { type: well, url: here } }
            sinks: { agent: { type: drain, path: log } }
            """;
    private ConfigurationFile file;

    @BeforeEach
    void choose(@TempDir Path folder) {
        file = new ConfigurationFile(folder);
    }

    @Test
    void everySettingArrivesAsItWasWritten() throws Exception {
        file.environment.put("PASSWORD", SECRET);
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
    void aliasesOfSectionsAndListsAreFollowed() throws Exception {
        Configuration configuration = complete("""
                sources: { tokens: { type: well, url: here, paths: &where [here, there] } }
                sinks: { agent: &drain { type: drain, path: log, tls: {} }, other: *drain }
                """);
        assertThat(configuration.sources().get("tokens"))
                .isEqualTo(new SampleSource("here", "", Duration.ofSeconds(5), List.of("here", "there")));
        assertThat(configuration.sinks().keySet()).containsExactly("agent", "other");
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

    private Configuration complete(String yaml) throws ConfigurationException {
        return file.holding(yaml).complete();
    }

    private Draft draft(String yaml) throws ConfigurationException {
        return file.holding(yaml).draft();
    }
}
