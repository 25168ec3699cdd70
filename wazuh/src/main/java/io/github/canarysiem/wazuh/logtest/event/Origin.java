package io.github.canarysiem.wazuh.logtest.event;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Where an event comes from.
 *
 * @param location as {@code <location>} sees it: {@code (web1) 10.9.9.9->/var/log/app.log}, or without an agent {@code /var/log/app.log}
 * @param agent its number, "000" for the manager itself
 * @param hostname the agent's name; null for the manager itself
 */
public record Origin(
        String location, String agent, @Nullable String hostname) {
    private static final Pattern AGENT = Pattern.compile("\\[(\\d+)\\] (\\(([^)]*)\\) .*)", Pattern.DOTALL);

    /** Reads {@code [001] (web1) 10.9.9.9->/var/log/app.log}, or any other location of the manager itself. */
    public static Origin of(String location) {
        Matcher agent = AGENT.matcher(location);
        return agent.matches()
                ? new Origin(agent.group(2), agent.group(1), agent.group(3))
                : new Origin(location, "000", null);
    }
}
