package io.github.canarysiem.runner.configuration;

/**
 * One fault of a configuration. It never holds a value: a value may be a secret.
 *
 * @param line where in the file, from 1; 0 if there is no line to point at
 * @param path where in the configuration, such as {@code sinks.agent.path}; empty for the whole
 * @param message what is wrong and how to mend it
 */
public record Fault(int line, String path, String message) {
    /** The fault on one line, as an editor that jumps to errors reads it: {@code file:line: path: message}. */
    public String in(String origin) {
        return origin + (line > 0 ? ":" + line : "") + ": " + (path.isEmpty() ? "" : path + ": ") + message;
    }
}
