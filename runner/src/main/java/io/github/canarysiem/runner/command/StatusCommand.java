package io.github.canarysiem.runner.command;

import io.github.canarysiem.pipeline.JournalView;
import io.github.canarysiem.pipeline.PipelineStatus;
import io.github.canarysiem.runner.admin.AdminClient;
import io.github.canarysiem.runner.admin.StatusJson;
import io.github.canarysiem.runner.configuration.Draft;
import io.github.canarysiem.runner.terminal.ExitCode;
import io.github.canarysiem.runner.terminal.Surroundings;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code canary-siem status}. */
@Command(
        name = "status",
        header = "Shows how sources, sinks and the journal are.",
        description = {
            "Asks the running canary-siem at admin.listen of the configuration. If nothing answers there, it shows what the"
                    + " journal in the state directory alone can say, and ends with 1. Secrets of the configuration need not"
                    + " be set for it."
        },
        footer = {
            "  canary-siem status -c canary-siem.yml",
            "  canary-siem status --json | jq '.sinks[] | {name, pending}'"
        })
final class StatusCommand implements Callable<Integer> {
    private final Surroundings surroundings;

    @Mixin
    private final ConfigurationOption configuration = new ConfigurationOption();

    @Option(names = "--json", description = "Print JSON; \"running\" says whether canary-siem answered.")
    private boolean json;

    StatusCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() throws Exception {
        Draft draft = configuration.draft(surroundings);
        Optional<PipelineStatus> running = draft.admin().flatMap(AdminClient::status);
        PipelineStatus status = running.isPresent() ? running.get() : fromJournal(draft);
        if (json) {
            surroundings.out().println(StatusJson.write(status).put("running", running.isPresent()));
        } else {
            surroundings.out().println(headline(draft, running.isPresent()));
            new StatusTables(surroundings).print(status);
        }
        return running.isPresent() ? ExitCode.OK : ExitCode.FAILURE;
    }

    private static PipelineStatus fromJournal(Draft draft) throws Exception {
        try (JournalView journal = JournalView.open(draft.state())) {
            return journal.status();
        } catch (IOException e) {
            throw new IOException("canary-siem is not running, and " + e.getMessage(), e);
        }
    }

    private static String headline(Draft draft, boolean running) throws Exception {
        if (running) {
            return "canary-siem is running.";
        }
        return draft.admin().isEmpty()
                ? "admin.listen is off, so nobody can be asked; this is what the journal says:"
                : "canary-siem is not running; this is what its journal says:";
    }
}
