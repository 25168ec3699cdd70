package io.github.canarysiem.source.honeyfile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.canarysiem.Severity;
import io.github.canarysiem.spi.Settings;
import io.github.canarysiem.spi.SettingsException;
import io.github.canarysiem.spi.SettingsException.Problem;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class HoneyfileSettingsTest {
    @Test
    void pathsAloneAreEnough() {
        HoneyfileSettings settings = read(Map.of("paths", "/srv/bait"));

        assertThat(settings.paths())
                .singleElement()
                .extracting(PathPattern::base)
                .isEqualTo(Path.of("/srv/bait"));
        assertThat(settings.detector()).isEqualTo(DetectorChoice.AUTO);
        assertThat(settings.severity()).isEqualTo(Severity.HIGH);
        assertThat(settings.window()).isEqualTo(Duration.ofMinutes(1));
        assertThat(settings.settle()).isEqualTo(Duration.ofMillis(50));
        assertThat(settings.heartbeatInterval()).contains(Duration.ofMinutes(1));
        assertThat(settings.selfTest()).isTrue();
        assertThat(settings.host()).isNotBlank();
        assertThat(settings.chainKey()).isEmpty();
        assertThat(settings.allow()).isEmpty();
    }

    @Test
    void heartbeatsCanBeSwitchedOff() {
        assertThat(read(Map.of("paths", "/srv", "heartbeat-interval", "off")).heartbeatInterval())
                .isEmpty();
    }

    @Test
    void oneErrorNamesEveryFault() {
        Map<String, Object> values = Map.of(
                "paths", List.of("/srv/[", "/srv/ok"),
                "detector", "ebpf",
                "severity", "loud",
                "settle", "2m",
                "flood-limit", "0",
                "heartbeat-interval", "never",
                "self-test", "perhaps",
                "allow", List.of(Map.of(), Map.of("sha256", "abc"), Map.of("executable", "restic", "usr", "x")),
                "pahts", "/srv");

        assertThat(catchThrowableOfType(
                                SettingsException.class,
                                () -> new HoneyfileSourceProvider().create(Settings.of("sources.files", values)))
                        .problems())
                .extracting(Problem::path)
                .containsExactlyInAnyOrder(
                        "sources.files.paths",
                        "sources.files.detector",
                        "sources.files.severity",
                        "sources.files.settle",
                        "sources.files.flood-limit",
                        "sources.files.heartbeat-interval",
                        "sources.files.self-test",
                        "sources.files.allow[0].executable",
                        "sources.files.allow[1].sha256",
                        "sources.files.allow[2].executable",
                        "sources.files.allow[2].usr",
                        "sources.files.pahts");
    }

    @Test
    void withoutPathsThereIsNothingToWatch() {
        assertThat(catchThrowableOfType(SettingsException.class, () -> read(Map.of())))
                .hasMessageContaining("sources.files.paths: is missing");
    }

    @Test
    void theKeyOfTheChainNeverPrints() {
        assertThat(read(Map.of("paths", "/srv", "chain-key", "hush")).toString())
                .doesNotContain("hush");
    }

    private static HoneyfileSettings read(Map<String, ?> values) {
        Settings settings = Settings.of("sources.files", values);
        HoneyfileSettings read = HoneyfileSettings.read(settings);
        settings.check();
        return read;
    }
}
