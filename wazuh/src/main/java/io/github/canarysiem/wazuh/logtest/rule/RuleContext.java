package io.github.canarysiem.wazuh.logtest.rule;

import io.github.canarysiem.wazuh.logtest.decoder.DecoderSet;
import io.github.canarysiem.wazuh.logtest.load.LoadLog;
import java.util.Map;

/** What rules may refer to while they are read. */
final class RuleContext {
    private final DecoderSet decoders;
    private final Map<String, String> lists;
    private final LoadLog log;
    private final FieldNames fieldNames = new FieldNames();

    RuleContext(DecoderSet decoders, Map<String, String> lists, LoadLog log) {
        this.decoders = decoders;
        this.lists = Map.copyOf(lists);
        this.log = log;
    }

    DecoderSet decoders() {
        return decoders;
    }

    /** Texts of the lists by their names in the configuration. */
    Map<String, String> lists() {
        return lists;
    }

    LoadLog log() {
        return log;
    }

    FieldNames fieldNames() {
        return fieldNames;
    }
}
