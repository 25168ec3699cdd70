package io.github.canarysiem.wazuh.logtest.xml;

/** A file that the engine cannot read; the message is the engine's own, such as {@code XMLERR: Comment not closed.}. */
public final class RulesetXmlException extends Exception {
    private static final long serialVersionUID = 1;

    private final int line;

    RulesetXmlException(String message, int line) {
        super("XMLERR: " + message);
        this.line = line;
    }

    /** Where the engine noticed it; counted from 1. */
    public int line() {
        return line;
    }
}
