package io.github.canarysiem.wazuh.logtest.rule;

/**
 * Switches of a rule.
 *
 * @param noAlert it gives way to its next sibling when none of its children matches
 * @param fullLog whether the alert holds the line
 * @param counted whether the alert says how often it has fired
 * @param mail yes, no, or as the level says
 */
record RuleOptions(boolean noAlert, boolean fullLog, boolean counted, Mail mail) {
    /** The level from which alerts are mailed. */
    private static final int MAIL_LEVEL = 7;

    /** Whether an alert is mailed. */
    enum Mail {
        BY_LEVEL,
        ALWAYS,
        NEVER
    }

    boolean isMailed(int level) {
        return switch (mail) {
            case BY_LEVEL -> level >= MAIL_LEVEL;
            case ALWAYS -> true;
            case NEVER -> false;
        };
    }
}
