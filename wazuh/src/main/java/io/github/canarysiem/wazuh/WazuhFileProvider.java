package io.github.canarysiem.wazuh;

import io.github.canarysiem.spi.IncidentSink;
import io.github.canarysiem.spi.Settings;
import io.github.canarysiem.spi.SinkProvider;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;

/**
 * Makes the sink {@code wazuh-file}: the log file that a Wazuh agent reads.
 *
 * <table>
 *   <caption>Settings</caption>
 *   <tr><th>key</th><th>default</th><th>meaning</th></tr>
 *   <tr><td>{@code path}</td><td>required</td><td>the file; missing folders are made</td></tr>
 *   <tr><td>{@code file-mode}</td><td>{@code 0640}</td><td>permissions of files that the sink makes, whatever the umask</td></tr>
 *   <tr><td>{@code group}</td><td>none</td><td>group of files that the sink makes, such as {@code wazuh}</td></tr>
 *   <tr><td>{@code rotate-size}</td><td>{@code 100MiB}</td><td>size at which a quiet file is put aside</td></tr>
 *   <tr><td>{@code rotate-interval}</td><td>{@code 24h}</td><td>age at which a quiet file is put aside</td></tr>
 *   <tr><td>{@code keep-files}</td><td>{@code 7}</td><td>how many files put aside are kept</td></tr>
 *   <tr><td>{@code maximum-line}</td><td>{@code 65000}</td><td>longest line in bytes</td></tr>
 *   <tr><td>{@code format}</td><td>{@code json}</td><td>{@code json}, or {@code key-value} for decoders made of patterns</td></tr>
 * </table>
 */
public final class WazuhFileProvider implements SinkProvider {
    private static final long ROTATE_SIZE = 100L << 20;
    private static final Duration ROTATE_INTERVAL = Duration.ofHours(24);
    private static final int KEEP_FILES = 7;
    private static final int MOST_KEPT_FILES = 10_000;

    /** For the service loader. */
    public WazuhFileProvider() {}

    @Override
    public String type() {
        return "wazuh-file";
    }

    @Override
    public IncidentSink create(Settings settings) {
        Path path = settings.path("path");
        FileRights rights = new FileRights(
                FileRights.mode(settings, "file-mode"),
                settings.optionalText("group").orElse(null));
        RotationRule rule = new RotationRule(
                settings.bytes("rotate-size", ROTATE_SIZE),
                settings.duration("rotate-interval", ROTATE_INTERVAL),
                settings.integer("keep-files", KEEP_FILES, 1, MOST_KEPT_FILES));
        int longest = settings.integer("maximum-line", WazuhLine.LONGEST, WazuhLine.SHORTEST, WazuhLine.LONGEST);
        LineForm form = settings.choice("format", LineForm.class, LineForm.JSON);
        settings.check();
        LogFile file = new LogFile(path.toAbsolutePath().normalize(), rights, rule, Clock.systemUTC());
        return new WazuhFileSink(file, form.line(longest));
    }
}
