package io.github.canarysiem.runner.command;

import io.github.canarysiem.Incident;
import io.github.canarysiem.IncidentId;
import io.github.canarysiem.Kind;
import io.github.canarysiem.Severity;
import io.github.canarysiem.Token;
import io.github.canarysiem.pipeline.JournalView;
import io.github.canarysiem.pipeline.Pipeline;
import io.github.canarysiem.pipeline.PipelineBuilder;
import io.github.canarysiem.pipeline.PipelineStatus;
import io.github.canarysiem.pipeline.StateInUseException;
import io.github.canarysiem.runner.admin.AdminClient;
import io.github.canarysiem.runner.configuration.Configuration;
import io.github.canarysiem.runner.terminal.ExitCode;
import io.github.canarysiem.runner.terminal.Surroundings;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code canary-siem send-test}. */
@Command(
        name = "send-test",
        header = "Sends one marked test incident to the sinks, end to end.",
        description = {
            "The incident is of kind \"test\", of severity informational, with the memo \"canary-siem test\". If canary-siem"
                    + " runs with the same state directory, that one delivers it; otherwise this command does, and with it"
                    + " all that the journal still holds for the sinks.",
            "Ends with 0 when every sink has confirmed it."
        },
        footer = {"  canary-siem send-test", "  canary-siem send-test --sink agent --timeout 5s"})
final class SendTestCommand implements Callable<Integer> {
    private final Surroundings surroundings;

    @Mixin
    private final ConfigurationOption configuration = new ConfigurationOption();

    @Option(names = "--sink", paramLabel = "NAME", description = "Send to this sink only; to all unless given.")
    private @Nullable String sink;

    @Option(
            names = "--timeout",
            paramLabel = "TIME",
            defaultValue = "30s",
            converter = DurationConverter.class,
            description = "How long to wait for the sinks, such as 5s; ${DEFAULT-VALUE} unless given.")
    private Duration timeout = Duration.ofSeconds(30);

    SendTestCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() throws Exception {
        try (Configuration complete = configuration.draft(surroundings).complete(CanarySiem.plugIns())) {
            SinkNames.require(sink, complete.sinks().keySet());
            String only = sink;
            List<String> sinks = only == null ? List.copyOf(complete.sinks().keySet()) : List.of(only);
            try (Pipeline ours = start(complete)) {
                return send(complete, sinks, () -> Optional.of(ours.status()));
            } catch (StateInUseException e) {
                surroundings.err().println("canary-siem is running: it delivers the test.");
                return send(complete, sinks, () -> complete.admin().flatMap(AdminClient::status));
            }
        }
    }

    /** Without sources: a test must not move them on. */
    private static Pipeline start(Configuration complete) throws IOException {
        PipelineBuilder builder = Pipeline.spoolingTo(complete.state()).limits(complete.limits());
        complete.sinks().forEach((name, fed) -> builder.to(name, fed.sink(), fed.delivery()));
        return builder.start();
    }

    private int send(Configuration complete, List<String> sinks, Supplier<Optional<PipelineStatus>> running)
            throws IOException, InterruptedException {
        try (JournalView journal = JournalView.open(complete.state())) {
            Incident incident = incident(surroundings.clock().instant());
            long sequence = journal.submit(incident, sink);
            surroundings.out().println("Test " + incident.id() + " is in the journal.");
            boolean delivered =
                    new TestResult(surroundings, journal, running).await(incident, sequence, sinks, timeout);
            return delivered ? ExitCode.OK : ExitCode.FAILURE;
        }
    }

    private static Incident incident(Instant now) {
        return Incident.of(
                        IncidentId.of("test", UUID.randomUUID().toString()),
                        Kind.TEST,
                        Severity.INFORMATIONAL,
                        now,
                        now)
                .token(new Token("canary-siem-test", null, "canary-siem test"))
                .build();
    }
}
