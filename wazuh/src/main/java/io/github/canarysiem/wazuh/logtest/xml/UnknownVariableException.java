package io.github.canarysiem.wazuh.logtest.xml;

/** A {@code $name} that the file does not define; the message is the engine's own. */
public final class UnknownVariableException extends Exception {
    private static final long serialVersionUID = 1;

    UnknownVariableException(String name) {
        super("XMLERR: Unknown variable: '" + name + "'.");
    }
}
