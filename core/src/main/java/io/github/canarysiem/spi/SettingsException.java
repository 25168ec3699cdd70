package io.github.canarysiem.spi;

import java.util.List;
import java.util.stream.Collectors;

/** A configuration that cannot be used. It names every fault at once, and never a value: a value may be a secret. */
public final class SettingsException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient List<Problem> problems;

    /**
     * One fault.
     *
     * @param path where, such as {@code sources.tokens.poll-interval}
     * @param message what is wrong and how to mend it
     */
    public record Problem(String path, String message) {
        @Override
        public String toString() {
            return path + ": " + message;
        }
    }

    /** An exception for these faults, of which there is at least one. */
    public SettingsException(List<Problem> problems) {
        super(problems.stream().map(Problem::toString).collect(Collectors.joining("; ")));
        this.problems = List.copyOf(problems);
    }

    /** All faults, in the order of their discovery. */
    public List<Problem> problems() {
        return problems;
    }
}
