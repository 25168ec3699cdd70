package io.github.canarysiem.source.honeyfile;

import io.github.canarysiem.Severity;
import io.github.canarysiem.spi.Secret;
import io.github.canarysiem.spi.Settings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the configuration says about a honeyfile source.
 *
 * @param name under which it stands in the configuration
 * @param paths files, folders and globs
 * @param detector which one
 * @param memo the defender's reminder
 * @param host name of this machine
 * @param severity of an access
 * @param window in which repeats are counted
 * @param settle in which observations are merged before an act leaves
 * @param floodLimit acts on one file within the window that are incidents of their own
 * @param scanInterval time between two searches for new files
 * @param pollInterval time between two looks of the detector {@code atime}
 * @param heartbeatInterval time between two signs of life; empty for none
 * @param selfTest whether real reads prove what the detectors see
 * @param chainKey secret of the chain
 * @param allow whose accesses are no alarm
 */
record HoneyfileSettings(
        String name,
        List<PathPattern> paths,
        DetectorChoice detector,
        @Nullable String memo,
        String host,
        Severity severity,
        Duration window,
        Duration settle,
        int floodLimit,
        Duration scanInterval,
        Duration pollInterval,
        Optional<Duration> heartbeatInterval,
        boolean selfTest,
        Optional<Secret> chainKey,
        List<AllowEntry> allow) {
    private static final String HEARTBEAT = "heartbeat-interval";
    private static final String OFF = "off";

    static HoneyfileSettings read(Settings settings) {
        HoneyfileSettings read = new HoneyfileSettings(
                settings.name(),
                paths(settings),
                settings.choice("detector", DetectorChoice.class, DetectorChoice.AUTO),
                settings.optionalText("memo").orElse(null),
                settings.optionalText("host").orElseGet(LocalHost::name),
                settings.choice("severity", Severity.class, Severity.HIGH),
                settings.duration("window", Duration.ofMinutes(1)),
                settings.duration("settle", Duration.ofMillis(50)),
                settings.integer("flood-limit", 1_000, 1, 1_000_000),
                settings.duration("scan-interval", Duration.ofSeconds(5)),
                settings.duration("poll-interval", Duration.ofSeconds(1)),
                heartbeat(settings),
                settings.flag("self-test", true),
                settings.optionalSecret("chain-key"),
                AllowEntry.read(settings));
        if (read.settle.compareTo(read.window) > 0) {
            settings.problem("settle", "is longer than window");
        }
        return read;
    }

    private static List<PathPattern> paths(Settings settings) {
        List<String> texts = settings.texts("paths");
        if (texts.stream().allMatch(String::isBlank)) {
            settings.problem("paths", "is missing; name files, folders or globs such as /srv/bait/**");
        }
        List<PathPattern> patterns = new ArrayList<>();
        for (int i = 0; i < texts.size(); i++) {
            try {
                patterns.add(PathPattern.of(texts.get(i)));
            } catch (IllegalArgumentException e) {
                settings.problem("paths", "holds, as number " + (i + 1) + ", what is neither a path nor a glob");
            }
        }
        return patterns;
    }

    private static Optional<Duration> heartbeat(Settings settings) {
        return settings.optionalText(HEARTBEAT).filter(OFF::equals).isPresent()
                ? Optional.empty()
                : Optional.of(settings.duration(HEARTBEAT, Duration.ofMinutes(1)));
    }
}
