package io.github.canarysiem.templates.splunk;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A file of settings as Splunk reads it: stanzas of lines {@code key = value}; a line that begins with {@code #} is a comment.
 *
 * @param stanzas keys and values by stanza
 * @param faults what Splunk would pass over or take amiss, with the number of the line
 */
record ConfFile(Map<String, Map<String, String>> stanzas, List<String> faults) {
    static ConfFile of(String text) {
        Map<String, Map<String, String>> stanzas = new LinkedHashMap<>();
        List<String> faults = new ArrayList<>();
        Map<String, String> stanza = new LinkedHashMap<>();
        int number = 0;
        for (String line : text.split("\n", -1)) {
            number++;
            if (line.isBlank() || line.startsWith("#")) {
                continue;
            }
            int equals = line.indexOf('=');
            if (line.startsWith("[") && line.endsWith("]")) {
                stanza = new LinkedHashMap<>();
                if (stanzas.put(line.substring(1, line.length() - 1), stanza) != null) {
                    faults.add(number + ": the stanza " + line + " is there twice");
                }
            } else if (stanzas.isEmpty() || equals <= 0) {
                faults.add(number + ": is neither a stanza nor a setting");
            } else if (line.endsWith("\\")) {
                faults.add(number + ": ends in a backslash, which would take the next line in");
            } else if (stanza.put(
                            line.substring(0, equals).strip(),
                            line.substring(equals + 1).strip())
                    != null) {
                faults.add(number + ": sets a key twice");
            }
        }
        return new ConfFile(stanzas, faults);
    }
}
