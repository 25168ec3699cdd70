package io.github.canarysiem.runner.command;

import io.github.canarysiem.runner.configuration.ConfigurationException;
import io.github.canarysiem.runner.configuration.Draft;
import io.github.canarysiem.runner.configuration.Drafts;
import io.github.canarysiem.runner.terminal.Surroundings;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which configuration a command reads. */
final class ConfigurationOption {
    @Option(
            names = {"-c", "--config"},
            paramLabel = "FILE",
            description =
                    "The configuration; canary-siem.yml in the current folder, or else the environment, unless given.")
    private @Nullable Path file;

    Draft draft(Surroundings surroundings) throws ConfigurationException {
        return Drafts.find(file, surroundings.environment());
    }
}
