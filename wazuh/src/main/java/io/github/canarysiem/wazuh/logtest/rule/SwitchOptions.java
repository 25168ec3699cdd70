package io.github.canarysiem.wazuh.logtest.rule;

import io.github.canarysiem.wazuh.logtest.load.LoadFailure;
import io.github.canarysiem.wazuh.logtest.load.LoadLog;
import io.github.canarysiem.wazuh.logtest.xml.RulesetElement;

/** The {@code <options>} of a rule while they are read. */
final class SwitchOptions {
    private final int rule;
    private final LoadLog log;
    private boolean fullLog = true;
    private boolean counted = true;
    private RuleOptions.Mail mail = RuleOptions.Mail.BY_LEVEL;

    SwitchOptions(int rule, LoadLog log) {
        this.rule = rule;
        this.log = log;
    }

    void add(RulesetElement option) throws LoadFailure {
        switch (option.content()) {
            case "alert_by_email" -> mail = RuleOptions.Mail.ALWAYS;
            case "no_email_alert" -> mail = RuleOptions.Mail.NEVER;
            case "no_full_log" -> fullLog = false;
            case "no_counter" -> counted = false;
            case "log_alert", "no_log", "no_ar" -> {
                // The alert's own file and active response are no concern of a test session.
            }
            default -> {
                log.error("(1235): Invalid value for element '" + option.name() + "': " + option.content() + ".");
                log.error("Invalid option '" + option.name() + "' for rule '" + rule + "'.");
                throw new LoadFailure();
            }
        }
    }

    RuleOptions options(boolean noAlert) {
        return new RuleOptions(noAlert, fullLog, counted, mail);
    }
}
