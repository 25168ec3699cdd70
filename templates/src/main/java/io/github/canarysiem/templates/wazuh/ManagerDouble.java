package io.github.canarysiem.templates.wazuh;

import io.github.canarysiem.templates.Generated;
import io.github.canarysiem.templates.Generation;
import io.github.canarysiem.templates.GenerationException;
import io.github.canarysiem.templates.Packs;
import io.github.canarysiem.wazuh.logtest.LogtestEngine;
import io.github.canarysiem.wazuh.logtest.Ruleset;
import java.io.IOException;

/** What a manager with the pack {@code wazuh} makes of lines, with a small ruleset in the place of the manager's own. */
public final class ManagerDouble {
    private ManagerDouble() {}

    /** A session with the pack as it is by default, for lines of the sink {@code wazuh-file}. */
    public static LogtestEngine engine() throws IOException, GenerationException {
        Generated content = Generation.of(Packs.bundled().pack("wazuh"))
                .set("forms", "json")
                .generate();
        return Ruleset.load(StandIn.ruleset().and(Content.of(content.files()).ruleset()))
                .engine();
    }
}
