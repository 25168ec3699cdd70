package io.github.canarysiem.wazuh.logtest.rule;

import io.github.canarysiem.wazuh.logtest.load.Category;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A rule as its file defines it. Immutable.
 *
 * @param id 0 to 999999
 * @param level 0 to 16
 * @param gates cheap checks that must pass before the conditions are worth a look
 * @param conditions in the order in which they are tried, the cheap ones first
 * @param decodedAs the decoder that it asks for, among its conditions; null without one
 * @param description with its fields to fill in
 * @param groups of the group element and its own, as written
 * @param groupLists the same, taken apart
 * @param category where it hangs in the tree when it has no parent; null for syslog
 * @param parents what it is a child of
 * @param ignore for how long it is ignored after it has fired; zero for never
 * @param frequency as written; null without one
 * @param mitreIds as listed
 * @param options of {@code <options>} and {@code noalert}
 * @param overwrites whether it takes the place of an earlier rule
 */
record RuleDefinition(
        int id,
        int level,
        List<Gate> gates,
        List<Condition> conditions,
        @Nullable String decodedAs,
        Description description,
        String groups,
        Groups groupLists,
        @Nullable Category category,
        Parents parents,
        Duration ignore,
        @Nullable Integer frequency,
        List<String> mitreIds,
        RuleOptions options,
        boolean overwrites) {

    RuleDefinition {
        gates = List.copyOf(gates);
        conditions = List.copyOf(conditions);
        mitreIds = List.copyOf(mitreIds);
    }

    /** The same with other conditions. */
    RuleDefinition with(List<Condition> others) {
        return new RuleDefinition(
                id,
                level,
                gates,
                others,
                decodedAs,
                description,
                groups,
                groupLists,
                category,
                parents,
                ignore,
                frequency,
                mitreIds,
                options,
                overwrites);
    }
}
