package io.github.canarysiem.source.log;

import io.github.canarysiem.spi.IncidentSource;
import io.github.canarysiem.spi.Settings;
import io.github.canarysiem.spi.SourceProvider;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneId;

/**
 * Makes the source of type {@code log-file}: the incidents in a log file, followed over rotations.
 *
 * <p>Settings, with their defaults: {@code path}; {@code format} (auto; canary, ct2rds, offline, webhook, falco, tetragon, auditd);
 * {@code start} (end; beginning); {@code poll-interval} (250ms); {@code maximum-line} (1MiB); {@code encoding} (UTF-8); {@code
 * time-zone} (this machine's); {@code redact} (true); {@code keys} (canary*); {@code paths} (none).
 */
public final class LogFileSourceProvider implements SourceProvider {
    private static final Duration RETIREMENT = Duration.ofMinutes(1);

    /** Found by {@link java.util.ServiceLoader}. */
    public LogFileSourceProvider() {}

    @Override
    public String type() {
        return "log-file";
    }

    @Override
    public IncidentSource create(Settings settings) {
        LogFileSettings read = LogFileSettings.read(settings, ZoneId.systemDefault());
        settings.check();
        return new LogFileSource(read, RETIREMENT, Clock.systemUTC());
    }
}
