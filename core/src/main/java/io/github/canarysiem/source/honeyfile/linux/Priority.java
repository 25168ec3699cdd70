package io.github.canarysiem.source.honeyfile.linux;

/** The right of way of a thread. */
public final class Priority {
    private static final int PROCESS = 0;
    private static final int THIS_THREAD = 0;
    private static final int URGENT = -15;

    private Priority() {}

    /** Lets this thread go before others on a busy machine, if we may; Linux keeps niceness for each thread. */
    public static void first() {
        Libc.setpriority(PROCESS, THIS_THREAD, URGENT);
    }
}
