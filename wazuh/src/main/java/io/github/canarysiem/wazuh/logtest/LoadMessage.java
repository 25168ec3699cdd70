package io.github.canarysiem.wazuh.logtest;

/**
 * A line that the engine writes to its log while it loads a ruleset.
 *
 * @param level how grave it is
 * @param text the line without level, in the engine's own words
 */
public record LoadMessage(Level level, String text) {
    /** The engine's levels. */
    public enum Level {
        /** Something was ignored, often a whole rule. */
        WARNING,
        /** Something is wrong; a test session refuses to open, the manager mostly refuses to start. */
        ERROR,
        /** The manager does not start. */
        CRITICAL
    }

    /** As the log shows it: {@code WARNING: (7612): Rule ID '100100' is duplicated. ...}. */
    @Override
    public String toString() {
        return level + ": " + text;
    }
}
