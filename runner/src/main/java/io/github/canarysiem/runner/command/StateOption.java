package io.github.canarysiem.runner.command;

import io.github.canarysiem.pipeline.JournalView;
import io.github.canarysiem.runner.configuration.ConfigurationException;
import io.github.canarysiem.runner.configuration.Draft;
import io.github.canarysiem.runner.terminal.Surroundings;
import io.github.canarysiem.spi.Secret;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Which journal a command looks into. */
final class StateOption {
    @Mixin
    private final ConfigurationOption configuration = new ConfigurationOption();

    @Option(
            names = "--state",
            paramLabel = "DIR",
            description = "The state directory; that of the configuration unless given.")
    private @Nullable Path state;

    /** See {@link Draft#chainKeys()}; none if only the state directory was named and there is no configuration. */
    Map<String, Secret> chainKeys(Surroundings surroundings) throws ConfigurationException {
        return configuration.draft(surroundings).chainKeys();
    }

    JournalView journal(Surroundings surroundings) throws IOException, ConfigurationException {
        Path named = state;
        return JournalView.open(
                named == null ? configuration.draft(surroundings).state() : named);
    }
}
