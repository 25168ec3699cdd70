package io.github.canarysiem.templates.wazuh;

import io.github.canarysiem.wazuh.logtest.RulesetFiles;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/** What the proof needs beside the content to be proved: a small ruleset in the place of a manager's own, and lines of others. */
final class StandIn {
    private StandIn() {}

    /** Decoders and rules, written for this purpose; named so that they sort as a manager's own do. */
    static RulesetFiles ruleset() {
        return RulesetFiles.of(Map.of(
                "ruleset/decoders/0006-stand-in_decoders.xml",
                text("stand-in_decoders.xml"),
                "ruleset/rules/0010-stand-in_rules.xml",
                text("stand-in_rules.xml")));
    }

    /** Lines that no content of ours may touch. */
    static List<String> linesOfOthers() {
        return text("others.txt").lines().toList();
    }

    private static String text(String name) {
        try (InputStream resource = StandIn.class.getResourceAsStream(name)) {
            if (resource == null) {
                throw new IllegalStateException(name + " is not in the jar");
            }
            return new String(resource.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
