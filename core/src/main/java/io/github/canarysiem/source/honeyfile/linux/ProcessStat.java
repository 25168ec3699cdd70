package io.github.canarysiem.source.honeyfile.linux;

import org.jspecify.annotations.Nullable;

/**
 * What is needed of {@code /proc/PID/stat}.
 *
 * @param name the process's own name for itself; it may hold anything, even a bracket
 * @param parent number of the parent; 0 if it has none here
 * @param started ticks since the machine was started
 */
record ProcessStat(String name, int parent, long started) {
    private static final int PARENT = 1;
    private static final int STARTED = 19;

    static @Nullable ProcessStat parsed(String text) {
        int open = text.indexOf('(');
        int close = text.lastIndexOf(')');
        if (open < 0 || close < open || close + 2 > text.length()) {
            return null;
        }
        String[] fields = text.substring(close + 2).split(" ", -1);
        if (fields.length <= STARTED) {
            return null;
        }
        try {
            return new ProcessStat(
                    text.substring(open + 1, close), Integer.parseInt(fields[PARENT]), Long.parseLong(fields[STARTED]));
        } catch (NumberFormatException e) {
            return null;
        }
    }
}
