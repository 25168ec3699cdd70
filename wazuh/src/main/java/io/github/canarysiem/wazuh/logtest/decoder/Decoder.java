package io.github.canarysiem.wazuh.logtest.decoder;

import io.github.canarysiem.wazuh.logtest.event.FirstTimeSeen;
import io.github.canarysiem.wazuh.logtest.expression.Expression;
import io.github.canarysiem.wazuh.logtest.load.Category;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A decoder as its file defines it, its expressions compiled. Immutable.
 *
 * @param name may be shared by several decoders
 * @param parent the name of its parent; null for a root
 * @param programName what the program's name must match; null for any event without a program's name, when this is a root
 * @param prematch what the log must match; null for any
 * @param prematchOffset where it starts to look
 * @param regex what captures the fields; null without one
 * @param regexOffset where it starts to look
 * @param order the fields for the groups
 * @param plugin what else finds fields; null without one
 * @param pluginOffset where it starts to read
 * @param usesOwnName whether a child is known by its own name
 * @param category the type of its logs
 * @param firstTimeSeen the fields of {@code <fts>}; null without one
 * @param accumulates whether it has {@code <accumulate>}
 */
record Decoder(
        String name,
        @Nullable String parent,
        @Nullable Expression programName,
        @Nullable Expression prematch,
        Offset prematchOffset,
        @Nullable Expression regex,
        Offset regexOffset,
        List<TargetField> order,
        @Nullable Plugin plugin,
        Offset pluginOffset,
        boolean usesOwnName,
        Category category,
        @Nullable FirstTimeSeen firstTimeSeen,
        boolean accumulates) {}
