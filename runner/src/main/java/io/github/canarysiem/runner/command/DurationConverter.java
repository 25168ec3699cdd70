package io.github.canarysiem.runner.command;

import io.github.canarysiem.spi.Settings;
import java.time.Duration;
import java.util.Map;
import picocli.CommandLine.ITypeConverter;

/** Reads a duration of the command line as the configuration's are read. */
final class DurationConverter implements ITypeConverter<Duration> {
    @Override
    public Duration convert(String text) {
        Settings settings = Settings.of("", Map.of("time", text));
        Duration duration = settings.duration("time", Duration.ZERO);
        settings.check();
        return duration;
    }
}
