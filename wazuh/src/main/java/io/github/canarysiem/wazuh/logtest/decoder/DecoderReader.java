package io.github.canarysiem.wazuh.logtest.decoder;

import io.github.canarysiem.wazuh.logtest.load.Elements;
import io.github.canarysiem.wazuh.logtest.load.LoadFailure;
import io.github.canarysiem.wazuh.logtest.load.LoadLog;
import io.github.canarysiem.wazuh.logtest.xml.RulesetElement;

/** Reads files of decoders. For one thread. */
public final class DecoderReader {
    private final DecoderSet decoders = new DecoderSet();
    private final LoadLog log;

    /** A reader without decoders. */
    public DecoderReader(LoadLog log) {
        this.log = log;
    }

    /**
     * Reads one file after the files before it.
     *
     * @param name as the messages call it
     * @param text ISO-8859-1, one character for each byte
     * @throws LoadFailure when the manager would not start
     */
    public void read(String name, String text) throws LoadFailure {
        try {
            if (text.isEmpty()) {
                throw new LoadFailure();
            }
            String none = "(1231): Invalid NULL element in the configuration.";
            for (RulesetElement element : Elements.of(name, text, none, log)) {
                decoders.add(new DecoderElement(element, log).decoder(), log);
            }
        } catch (LoadFailure e) {
            log.critical("(1202): Configuration error at '" + name + "'.");
            throw e;
        }
    }

    /** All decoders that were read. */
    public DecoderSet decoders() {
        return decoders;
    }
}
