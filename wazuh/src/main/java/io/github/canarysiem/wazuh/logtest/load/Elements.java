package io.github.canarysiem.wazuh.logtest.load;

import io.github.canarysiem.wazuh.logtest.xml.RulesetElement;
import io.github.canarysiem.wazuh.logtest.xml.RulesetXml;
import io.github.canarysiem.wazuh.logtest.xml.RulesetXmlException;
import io.github.canarysiem.wazuh.logtest.xml.UnknownVariableException;
import io.github.canarysiem.wazuh.logtest.xml.Variables;
import java.util.List;

/** The elements of a file of decoders or rules. */
public final class Elements {
    private Elements() {}

    /**
     * Reads them, with the values of the file's variables.
     *
     * @param name as the messages call the file
     * @param text ISO-8859-1, one character for each byte
     * @param none what the engine logs when there are none
     * @throws LoadFailure when the manager would not start; the log says why
     */
    public static List<RulesetElement> of(String name, String text, String none, LoadLog log) throws LoadFailure {
        try {
            List<RulesetElement> elements = Variables.apply(RulesetXml.read(text));
            if (!elements.isEmpty()) {
                return elements;
            }
            log.error(none);
        } catch (RulesetXmlException e) {
            log.error("(1226): Error reading XML file '" + name + "': " + e.getMessage() + " (line " + e.line() + ").");
        } catch (UnknownVariableException e) {
            log.error("(1227): Error applying XML variables '" + name + "': " + e.getMessage() + ".");
        }
        throw new LoadFailure();
    }
}
