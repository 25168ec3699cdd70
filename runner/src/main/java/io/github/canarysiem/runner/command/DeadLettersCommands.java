package io.github.canarysiem.runner.command;

import io.github.canarysiem.runner.terminal.Surroundings;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** {@code canary-siem dead-letters}. */
@Command(
        name = "dead-letters",
        header = "Lists, shows, replays and purges incidents that a sink refused for good.",
        description =
                "A SIEM that answers \"never\" to an incident does not hold up the next: the incident becomes a dead"
                        + " letter, and waits for you to mend the cause and replay it. All of this works beside a running"
                        + " canary-siem.",
        footer = {"  canary-siem dead-letters list", "  canary-siem dead-letters replay --all"})
final class DeadLettersCommands implements Runnable {
    private final CommandLine self = new CommandLine(this);

    private DeadLettersCommands() {}

    static CommandLine group(Surroundings surroundings) {
        return new DeadLettersCommands()
                .self
                .addSubcommand(new DeadLettersListCommand(surroundings))
                .addSubcommand(new DeadLettersShowCommand(surroundings))
                .addSubcommand(new DeadLettersReplayCommand(surroundings))
                .addSubcommand(new DeadLettersPurgeCommand(surroundings));
    }

    @Override
    public void run() {
        throw new CommandLine.ParameterException(self, "one of list, show, replay, purge is missing");
    }
}
