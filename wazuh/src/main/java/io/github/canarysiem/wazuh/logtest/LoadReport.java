package io.github.canarysiem.wazuh.logtest;

import java.util.List;

/**
 * What happened when a ruleset was loaded. Immutable.
 *
 * @param wouldStart whether the manager would start with it ({@code wazuh-analysisd -t} exits with 0)
 * @param messages what the manager would log, in order
 * @param notModelled what the ruleset uses that this engine does not answer as Wazuh does, one sentence each; the ruleset loads
 *     nevertheless
 */
public record LoadReport(boolean wouldStart, List<LoadMessage> messages, List<String> notModelled) {
    public LoadReport {
        messages = List.copyOf(messages);
        notModelled = List.copyOf(notModelled);
    }

    /** Whether {@code wazuh-logtest} would open a session: it refuses after any error, even one that the manager tolerates. */
    public boolean sessionWouldOpen() {
        return wouldStart && messages.stream().noneMatch(message -> message.level() == LoadMessage.Level.ERROR);
    }
}
