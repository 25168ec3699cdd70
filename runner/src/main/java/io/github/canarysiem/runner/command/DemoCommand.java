package io.github.canarysiem.runner.command;

import io.github.canarysiem.runner.demo.Demo;
import io.github.canarysiem.runner.terminal.ExitCode;
import io.github.canarysiem.runner.terminal.Surroundings;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** {@code canary-siem demo}. */
@Command(
        name = "demo",
        header = "Shows it at work in some seconds, without a network, a server or a configuration.",
        description = {
            "Starts a Redis of its own, plants tokens in it that were captured from a real Canarytokens server, runs the"
                    + " pipeline into a log file as a Wazuh agent follows it, triggers the tokens, and shows each incident"
                    + " as it lands in that log, with the time it took.",
            "All of it lives in a temporary folder and is gone afterwards, but for the log. Ends with 1 if a hit is missing"
                    + " from the log."
        },
        footer = {"  canary-siem demo", "  NO_COLOR=1 canary-siem demo | less"})
final class DemoCommand implements Callable<Integer> {
    private final Surroundings surroundings;

    DemoCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() throws Exception {
        return new Demo(surroundings, CanarySiem.plugIns()).run() ? ExitCode.OK : ExitCode.FAILURE;
    }
}
