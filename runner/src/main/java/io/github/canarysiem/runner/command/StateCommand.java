package io.github.canarysiem.runner.command;

import io.github.canarysiem.pipeline.JournalView;
import io.github.canarysiem.runner.terminal.ExitCode;
import io.github.canarysiem.runner.terminal.Surroundings;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Mixin;

/** A command that looks into the journal of a state directory. */
abstract class StateCommand implements Callable<Integer> {
    private final Surroundings surroundings;

    @Mixin
    private final StateOption state = new StateOption();

    StateCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public final Integer call() throws Exception {
        try (JournalView journal = state.journal(surroundings)) {
            run(journal, surroundings.out());
        }
        return ExitCode.OK;
    }

    /** Does what the command is for. */
    abstract void run(JournalView journal, PrintWriter out) throws Exception;
}
