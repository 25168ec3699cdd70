package io.github.canarysiem.wazuh.logtest.decoder;

import io.github.canarysiem.wazuh.logtest.load.LoadFailure;
import io.github.canarysiem.wazuh.logtest.load.LoadLog;
import io.github.canarysiem.wazuh.logtest.xml.RulesetElement;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A decoder's plug-in while its options are read. */
final class PluginOption {
    private static final String JSON = "JSON_Decoder";
    private static final Set<String> OTHERS =
            Set.of("PF_Decoder", "SymantecWS_Decoder", "SonicWall_Decoder", "OSSECAlert_Decoder");

    private final String decoder;
    private final LoadLog log;
    private @Nullable String name;
    private Offset offset = Offset.NONE;
    private boolean nullsDiscarded;
    private boolean arraysAsCsv;

    PluginOption(String decoder, LoadLog log) {
        this.decoder = decoder;
        this.log = log;
    }

    void name(RulesetElement option) throws LoadFailure {
        name = option.content();
        if (!name.equals(JSON) && !OTHERS.contains(name)) {
            log.error("(2110): Invalid decoder argument for plugin_decoder: '" + name + "'.");
            throw new LoadFailure();
        }
        String value = option.attribute("offset");
        Offset known = value == null ? Offset.NONE : Offset.of(value);
        if (known == null) {
            log.warning("(7601): Invalid value for attribute 'offset' in 'plugin_decoder' option (decoder `" + decoder
                    + "`). Default value will be used.");
        } else {
            offset = known;
        }
    }

    void nullField(String value) {
        nullsDiscarded = value.equals("discard");
        if (!nullsDiscarded && !value.equals("string")) {
            warn("json_null_field", value);
        }
    }

    void arrayStructure(String value) {
        arraysAsCsv = value.equals("csv");
        if (!arraysAsCsv && !value.equals("array")) {
            warn("json_array_structure", value);
        }
    }

    private void warn(String option, String value) {
        log.warning("(7602): Invalid value '" + value + "' in '" + option + "' option (decoder `" + decoder
                + "`). Default value will be used.");
    }

    Offset offset() {
        return offset;
    }

    /** The plug-in; null without one. */
    @Nullable
    Plugin plugin() {
        if (name == null) {
            return null;
        }
        if (name.equals(JSON)) {
            return new JsonFields(nullsDiscarded, arraysAsCsv);
        }
        String notModelled = "decoder " + decoder + ": the plug-in " + name + " is not modelled and finds no fields";
        log.notModelled(notModelled);
        return (event, from) -> event.notModelled(notModelled);
    }
}
