package io.github.canarysiem.runner.command;

import io.github.canarysiem.runner.terminal.Surroundings;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** {@code canary-siem journal}. */
@Command(
        name = "journal",
        header = "Lists, shows, replays and verifies incidents that were seen.",
        description = "The journal holds every incident for some time after all sinks have settled it"
                + " (journal.retained-for, journal.retained-size). All of this works beside a running canary-siem.",
        footer = {"  canary-siem journal list", "  canary-siem journal show 0123456789ab"})
final class JournalCommands implements Runnable {
    private final CommandLine self = new CommandLine(this);

    private JournalCommands() {}

    static CommandLine group(Surroundings surroundings) {
        return new JournalCommands()
                .self
                .addSubcommand(new JournalListCommand(surroundings))
                .addSubcommand(new JournalShowCommand(surroundings))
                .addSubcommand(new JournalReplayCommand(surroundings))
                .addSubcommand(new JournalVerifyCommand(surroundings));
    }

    @Override
    public void run() {
        throw new CommandLine.ParameterException(self, "one of list, show, replay, verify is missing");
    }
}
