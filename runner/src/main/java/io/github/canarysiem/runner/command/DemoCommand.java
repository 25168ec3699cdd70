package io.github.canarysiem.runner.command;

import io.github.canarysiem.runner.terminal.Surroundings;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** {@code canary-siem demo}. */
@Command(name = "demo", header = "x", description = "x", footer = "x")
final class DemoCommand implements Callable<Integer> {
    private final Surroundings surroundings;

    DemoCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() throws Exception {
        surroundings.out().println();
        return 0;
    }
}
