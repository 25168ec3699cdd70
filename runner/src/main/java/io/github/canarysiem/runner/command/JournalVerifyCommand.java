package io.github.canarysiem.runner.command;

import io.github.canarysiem.chain.ChainBreak;
import io.github.canarysiem.chain.ChainDigest;
import io.github.canarysiem.chain.ChainVerdict;
import io.github.canarysiem.json.Text;
import io.github.canarysiem.pipeline.JournalView;
import io.github.canarysiem.runner.terminal.ExitCode;
import io.github.canarysiem.runner.terminal.Surroundings;
import io.github.canarysiem.runner.terminal.Words;
import io.github.canarysiem.spi.Secret;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code canary-siem journal verify}. */
@Command(
        name = "verify",
        header = "Says whether somebody has changed or taken out incidents of a honeyfile source.",
        description =
                "Its incidents form a chain: each holds a digest of itself and of the one before it. A source with a"
                        + " chain-key is verified with the key of the configuration. Ends with 1 if a chain does not hold. What was"
                        + " cut off at the end does not show here: compare the number of the last link with the last heartbeat in"
                        + " the SIEM (canary.chain.sequence).",
        footer = {"  canary-siem journal verify", "  canary-siem journal verify -c /etc/canary-siem.yml"})
final class JournalVerifyCommand implements Callable<Integer> {
    private final Surroundings surroundings;

    @Mixin
    private final StateOption state = new StateOption();

    JournalVerifyCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() throws Exception {
        Map<String, Secret> keys = state.chainKeys(surroundings);
        try (JournalView journal = state.journal(surroundings)) {
            Map<String, ChainVerdict> verdicts = journal.verify(source -> Optional.ofNullable(keys.get(source))
                    .map(ChainDigest::keyed)
                    .orElseGet(ChainDigest::plain));
            if (verdicts.isEmpty()) {
                surroundings.out().println("The journal holds no chain: no honeyfile source has stored anything.");
            }
            verdicts.forEach(this::print);
            return verdicts.values().stream().allMatch(ChainVerdict::holds) ? ExitCode.OK : ExitCode.FAILURE;
        }
    }

    private void print(String chain, ChainVerdict verdict) {
        String name = Text.printable(chain);
        surroundings
                .out()
                .println(name + ": " + Words.count(verdict.links(), "link") + ", from " + verdict.first() + " to "
                        + verdict.last() + (verdict.holds() ? "; the chain holds" : ""));
        for (ChainBreak each : verdict.breaks()) {
            surroundings
                    .out()
                    .println(name + ": link " + each.sequence() + " (incident " + each.id() + ", seen "
                            + Words.time(each.observedAt()) + ") " + words(each));
        }
    }

    private static String words(ChainBreak found) {
        return switch (found.reason()) {
            case CHANGED -> "was changed after it was sealed, or sealed with another key";
            case MISSING -> "does not follow; links missing before it: " + found.missing();
            case DETACHED -> "does not follow the link before it";
            case RESTARTED -> "begins a new chain: the key was changed, or somebody covers something up";
        };
    }
}
