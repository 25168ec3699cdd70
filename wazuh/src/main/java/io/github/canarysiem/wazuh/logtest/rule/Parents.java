package io.github.canarysiem.wazuh.logtest.rule;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a rule is a child of, as written; null where the option is missing. The first that is there counts, in this order.
 *
 * @param sid rules, by their numbers
 * @param level rules, by their least level
 * @param group rules, by a pattern for their groups
 * @param matchedSid a rule whose events are counted
 * @param matchedGroup a pattern for the groups of rules whose events are counted
 */
record Parents(
        @Nullable String sid,
        @Nullable String level,
        @Nullable String group,
        @Nullable String matchedSid,
        @Nullable String matchedGroup) {

    /** By the options' names, in the order in which the engine looks at them. */
    Map<String, @Nullable String> byOption() {
        Map<String, @Nullable String> options = new LinkedHashMap<>();
        options.put("if_sid", sid);
        options.put("if_group", group);
        options.put("if_level", level);
        options.put("if_matched_sid", matchedSid);
        options.put("if_matched_group", matchedGroup);
        return options;
    }

    /** Whether it counts earlier events. */
    boolean correlates() {
        return matchedSid != null || matchedGroup != null;
    }

    /** Whether it is a child of other rules than those whose events it counts. */
    boolean hangsOnOthers() {
        return sid != null || level != null || group != null;
    }
}
