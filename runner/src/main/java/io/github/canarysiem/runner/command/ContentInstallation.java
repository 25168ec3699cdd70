package io.github.canarysiem.runner.command;

import io.github.canarysiem.elastic.ContentPart;
import io.github.canarysiem.elastic.ContentStep;
import io.github.canarysiem.elastic.ContentStore;
import io.github.canarysiem.runner.configuration.Configuration;
import io.github.canarysiem.runner.configuration.ConfigurationException;
import io.github.canarysiem.runner.terminal.CommandException;
import io.github.canarysiem.runner.terminal.ExitCode;
import io.github.canarysiem.runner.terminal.Surroundings;
import io.github.canarysiem.templates.Generated;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code canary-siem generate --install}: the files below {@code api} go where their path says, to the cluster of a sink. */
final class ContentInstallation {
    private static final String API = "api/";
    private static final String JSON = ".json";
    private static final String OPEN_SEARCH = "opensearch";
    private static final List<String> PACKS = List.of("elastic", OPEN_SEARCH);

    @Option(
            names = "--install",
            description =
                    "Put it into the cluster of a sink elastic, instead of a folder; packs elastic and opensearch.")
    private boolean wanted;

    @Option(
            names = "--with-role",
            description = "With --install: also the role with the least rights that the sink needs.")
    private boolean withRole;

    @Option(names = "--sink", paramLabel = "NAME", description = "With --install: which sink, if there are several.")
    private @Nullable String sink;

    @Mixin
    private final ConfigurationOption configuration = new ConfigurationOption();

    /** Makes the files for a data stream. */
    interface Making {
        Generated of(Map<String, String> defaults) throws Exception;
    }

    boolean wanted() {
        return wanted;
    }

    /** Tells whether options were given that have no effect. */
    boolean isIncomplete() {
        return !wanted && (withRole || sink != null);
    }

    void run(String pack, boolean force, Making making, Surroundings surroundings) throws Exception {
        if (!PACKS.contains(pack)) {
            throw new CommandException(
                    ExitCode.USAGE, "--install takes the packs " + String.join(" and ", PACKS) + ", not " + pack);
        }
        try (Configuration complete = complete(surroundings)) {
            ContentStore store = store(complete);
            Map<String, String> defaults = new LinkedHashMap<>();
            store.dataStream().ifPresent(stream -> defaults.put("data-stream", stream));
            Generated generated = making.of(defaults);
            generated.proof().forEach(surroundings.out()::println);
            for (ContentStep step : install(store, pack, parts(generated), force)) {
                surroundings.out().println(words(step.result()) + " /" + step.path());
            }
        }
    }

    private static List<ContentStep> install(ContentStore store, String pack, List<ContentPart> parts, boolean force)
            throws CommandException, InterruptedException {
        try {
            return store.install(pack.equals(OPEN_SEARCH), parts, force);
        } catch (IOException e) {
            throw new CommandException(ExitCode.FAILURE, String.valueOf(e.getMessage()));
        }
    }

    private Configuration complete(Surroundings surroundings) throws ConfigurationException {
        return configuration.draft(surroundings).complete(CanarySiem.plugIns());
    }

    private ContentStore store(Configuration complete) throws CommandException {
        Map<String, ContentStore> stores = new LinkedHashMap<>();
        complete.sinks().forEach((name, fed) -> {
            if (fed.sink() instanceof ContentStore store) {
                stores.put(name, store);
            }
        });
        if (stores.isEmpty()) {
            throw new CommandException(
                    ExitCode.USAGE, "--install finds no sink of type elastic: give the configuration with -c FILE");
        }
        SinkNames.require(sink, stores.keySet());
        if (sink == null && stores.size() > 1) {
            throw new CommandException(
                    ExitCode.USAGE,
                    "--install finds several sinks: choose one with --sink, of " + String.join(", ", stores.keySet()));
        }
        return sink == null
                ? stores.values().iterator().next()
                : Objects.requireNonNull(stores.get(sink), "checked above");
    }

    private List<ContentPart> parts(Generated generated) {
        return generated.files().stream()
                .filter(file -> file.path().startsWith(API))
                .map(file -> new ContentPart(
                        file.path().substring(API.length(), file.path().length() - JSON.length()), file.text()))
                .filter(part -> withRole || !part.path().matches(".*/roles?/[^/]+"))
                .toList();
    }

    private static String words(ContentStep.Result result) {
        return switch (result) {
            case CREATED, UNCHANGED, REPLACED ->
                String.format("%-11s", result.name().toLowerCase(Locale.ROOT));
            case UNSUPPORTED -> "passed over, this node has no such API:";
        };
    }
}
