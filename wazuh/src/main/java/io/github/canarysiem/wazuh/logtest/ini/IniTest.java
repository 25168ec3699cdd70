package io.github.canarysiem.wazuh.logtest.ini;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A section of a file: lines that must all give the same.
 *
 * <pre>
 * [A token was opened]
 * log 1 pass = {"canary":{"kind":"hit"}}
 * log 2 fail = {"other":"event"}
 * rule = 100101
 * alert = 5
 * decoder = json
 * </pre>
 *
 * @param section its name
 * @param samples the lines, in order
 * @param rule the id of the rule that fires; null when nothing is asked
 * @param alert the level of that rule; null when nothing is asked
 * @param decoder the name of the decoder, empty for none; null when nothing is asked
 */
public record IniTest(
        String section,
        List<Sample> samples,
        @Nullable String rule,
        @Nullable String alert,
        @Nullable String decoder) {
    public IniTest {
        samples = List.copyOf(samples);
    }

    /**
     * A line.
     *
     * @param name such as {@code log 1 pass}
     * @param line ISO-8859-1, one character for each byte
     * @param mustPass whether it must give what the section says, or must not
     */
    public record Sample(String name, String line, boolean mustPass) {}
}
