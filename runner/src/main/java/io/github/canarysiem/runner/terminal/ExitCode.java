package io.github.canarysiem.runner.terminal;

/** How the command ends. 75 and 78 are those of BSD's sysexits.h. */
public final class ExitCode {
    /** All is well. */
    public static final int OK = 0;
    /** Something failed. */
    public static final int FAILURE = 1;
    /** The command was called wrongly. */
    public static final int USAGE = 2;
    /** Try again later: another process uses the state directory (EX_TEMPFAIL). */
    public static final int TEMPORARY = 75;
    /** The configuration is faulty (EX_CONFIG). */
    public static final int CONFIGURATION = 78;

    private ExitCode() {}
}
