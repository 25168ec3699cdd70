package io.github.canarysiem.wazuh;

/** The form of the lines of a log file. */
enum LineForm {
    /** One JSON object a line, see {@link WazuhLine}. */
    JSON,
    /** Names and values, see {@link KeyValueLine}. */
    KEY_VALUE;

    IncidentLine line(int longest) {
        return switch (this) {
            case JSON -> new WazuhLine(longest);
            case KEY_VALUE -> new KeyValueLine(longest);
        };
    }
}
