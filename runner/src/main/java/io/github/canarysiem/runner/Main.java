package io.github.canarysiem.runner;

import io.github.canarysiem.runner.command.CanarySiem;
import io.github.canarysiem.runner.terminal.Surroundings;

/** Where the runnable jar starts. */
public final class Main {
    private Main() {}

    /**
     * Runs a command and ends the process with its exit code.
     *
     * @param arguments command, options and parameters
     */
    public static void main(String[] arguments) {
        System.exit(CanarySiem.commandLine(Surroundings.ofProcess()).execute(arguments));
    }
}
