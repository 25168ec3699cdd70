package io.github.canarysiem.runner.command;

import io.github.canarysiem.runner.configuration.Configuration;
import io.github.canarysiem.runner.configuration.Draft;
import io.github.canarysiem.runner.service.Service;
import io.github.canarysiem.runner.service.StopOnSignal;
import io.github.canarysiem.runner.terminal.Surroundings;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code canary-siem run}. */
@Command(
        name = "run",
        header = "Runs until SIGTERM: from sources through the journal to sinks.",
        description = {
            "Starts every source and sink of the configuration. A server that is down does not end it: it waits, tells so"
                    + " in its log, at /ready and in `canary-siem status`, and afterwards nothing is missing.",
            "On SIGTERM or Ctrl-C it stops the sources, gives the sinks a few seconds to settle what is there, closes,"
                    + " and ends with 0. After kill -9 or a power cut it goes on where it was.",
            "Without a configuration file: Redis at redis_host (127.0.0.1), redis_port (6379), redis_password; incidents"
                    + " to logs/incident.log, state in ./state."
        },
        footer = {
            "  canary-siem run                                    canary-siem.yml, or else the environment",
            "  canary-siem run -c /etc/canary-siem/canary-siem.yml",
            "  redis_host=redis canary-siem run                   beside a Canarytokens container"
        })
final class RunCommand implements Callable<Integer> {
    private final Surroundings surroundings;

    @Mixin
    private final ConfigurationOption configuration = new ConfigurationOption();

    RunCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() throws Exception {
        Draft draft = configuration.draft(surroundings);
        Configuration complete = draft.complete(CanarySiem.plugIns());
        StopOnSignal signal = new StopOnSignal();
        signal.install();
        try {
            signal.started(Service.start(complete, draft.origin()));
        } catch (Exception e) {
            signal.remove();
            complete.close();
            throw e;
        }
        new CountDownLatch(1).await();
        throw new IllegalStateException("nothing counts the latch down");
    }
}
