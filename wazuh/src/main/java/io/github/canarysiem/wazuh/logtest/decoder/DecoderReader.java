package io.github.canarysiem.wazuh.logtest.decoder;

import io.github.canarysiem.wazuh.logtest.load.LoadFailure;
import io.github.canarysiem.wazuh.logtest.load.LoadLog;
import io.github.canarysiem.wazuh.logtest.xml.RulesetElement;
import io.github.canarysiem.wazuh.logtest.xml.RulesetXml;
import io.github.canarysiem.wazuh.logtest.xml.RulesetXmlException;
import io.github.canarysiem.wazuh.logtest.xml.UnknownVariableException;
import io.github.canarysiem.wazuh.logtest.xml.Variables;
import java.util.List;

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
            for (RulesetElement element : elements(name, text)) {
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

    private List<RulesetElement> elements(String name, String text) throws LoadFailure {
        if (text.isEmpty()) {
            throw new LoadFailure();
        }
        try {
            List<RulesetElement> elements = Variables.apply(RulesetXml.read(text));
            if (elements.isEmpty()) {
                log.error("(1231): Invalid NULL element in the configuration.");
                throw new LoadFailure();
            }
            return elements;
        } catch (RulesetXmlException e) {
            log.error("(1226): Error reading XML file '" + name + "': " + e.getMessage() + " (line " + e.line() + ").");
        } catch (UnknownVariableException e) {
            log.error("(1227): Error applying XML variables '" + name + "': " + e.getMessage() + ".");
        }
        throw new LoadFailure();
    }
}
