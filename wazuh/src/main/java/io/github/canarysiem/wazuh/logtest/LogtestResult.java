package io.github.canarysiem.wazuh.logtest;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the engine makes of one line. Immutable, but for {@code data}, which belongs to the caller.
 *
 * <p>All texts are Unicode; bytes of the line that are no UTF-8 show as U+FFFD.
 *
 * @param pre what pre-decoding cut off the line
 * @param decoder the decoder's name as rules see it; null when no decoder matched
 * @param parent the parent of the child decoder that matched; null when a root decoder, or only a child without prematch, did
 * @param fixed fixed (static) fields by name, such as {@code srcip}, in the engine's order
 * @param dynamic dynamic fields in the order in which they were found; a name may occur twice
 * @param data the {@code data} object of the alert; null when no field has a value
 * @param rule the rule that fired; null when none did
 * @param alert whether an alert would be written ({@code log_alert_level} 3)
 * @param fullLogInAlert whether that alert would hold the line itself
 * @param previousOutput for a rule that correlates events: the earlier lines, newest first, one a line; else null
 * @param messages what loading the ruleset logged; in the first result of a session only
 * @param log what the manager would log while it decodes this line
 * @param notModelled what may make this answer differ from Wazuh's, one sentence each; mostly empty
 */
public record LogtestResult(
        Pre pre,
        @Nullable String decoder,
        @Nullable String parent,
        Map<String, String> fixed,
        List<Field> dynamic,
        @Nullable ObjectNode data,
        @Nullable FiredRule rule,
        boolean alert,
        boolean fullLogInAlert,
        @Nullable String previousOutput,
        List<String> messages,
        List<String> log,
        List<String> notModelled) {

    /**
     * The line after pre-decoding.
     *
     * @param timestamp of the syslog header, as written; null without one
     * @param hostname of the header, else of the agent
     * @param programName of the header; null without one
     * @param log the rest, which decoders and rules see
     */
    public record Pre(
            @Nullable String timestamp,
            String hostname,
            @Nullable String programName,
            String log) {}

    /**
     * A dynamic field.
     *
     * @param name with dots for nesting
     * @param value may be empty
     */
    public record Field(String name, String value) {}

    /**
     * The rule that fired.
     *
     * @param id its number
     * @param level 0 to 16
     * @param description with {@code $(field)} filled in
     * @param groups without the compliance groups
     * @param firedTimes how often it has fired in this session; null with the option {@code no_counter}
     * @param mail whether the alert would be mailed
     * @param frequency of a rule that correlates events; null otherwise
     * @param compliance {@code pci_dss}, {@code gdpr}, {@code hipaa}, {@code nist_800_53}, {@code tsc}, {@code gpg13}, as far as present
     * @param mitreIds as the rule lists them
     */
    public record FiredRule(
            int id,
            int level,
            String description,
            List<String> groups,
            @Nullable Integer firedTimes,
            boolean mail,
            @Nullable Integer frequency,
            Map<String, List<String>> compliance,
            List<String> mitreIds) {}

    /** The result as one JSON object, with the names that wazuh-logtest's users know: {@code pre}, {@code static}, {@code dynamic}, ... */
    public ObjectNode json() {
        return ResultJson.of(this);
    }
}
