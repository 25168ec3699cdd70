package io.github.canarysiem.wazuh.logtest.load;

/** The engine would not start; why stands in the {@link LoadLog} already. */
public final class LoadFailure extends Exception {
    private static final long serialVersionUID = 1;

    /** Without a stack trace: it carries nothing but the end of the loading. */
    public LoadFailure() {
        super("the engine would not start", null, false, false);
    }
}
