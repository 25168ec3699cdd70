package io.github.canarysiem.runner.configuration;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A configuration file {@code test.yml} with the environment that it refers to, and the sample plug-ins. */
final class ConfigurationFile {
    final Path path;
    final Map<String, String> environment = new HashMap<>();

    ConfigurationFile(Path folder) {
        this.path = folder.resolve("test.yml");
    }

    ConfigurationFile holding(String yaml) {
        try {
            Files.writeString(path, yaml, StandardCharsets.UTF_8);
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Draft draft() throws ConfigurationException {
        return Drafts.find(path, environment::get);
    }

    Configuration complete() throws ConfigurationException {
        return draft().complete(SampleProviders.plugIns());
    }

    /** The faults, with the file's name instead of its path. */
    List<String> faults() {
        try {
            complete();
            return List.of();
        } catch (ConfigurationException e) {
            return e.lines().stream()
                    .map(line -> line.replace(path.getParent() + "/", ""))
                    .toList();
        }
    }
}
