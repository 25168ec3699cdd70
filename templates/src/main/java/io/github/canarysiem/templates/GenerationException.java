package io.github.canarysiem.templates;

import java.util.List;

/** Why nothing was generated: each message is one line that says what, where, and the mend. It never holds a parameter's value. */
public class GenerationException extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient List<String> faults;

    /** For one fault. */
    public GenerationException(String fault) {
        this(List.of(fault));
    }

    /** For one fault with its cause. */
    public GenerationException(String fault, Throwable cause) {
        super(fault, cause);
        this.faults = List.of(fault);
    }

    /** For several faults, at least one. */
    public GenerationException(List<String> faults) {
        super(String.join("; ", faults));
        this.faults = List.copyOf(faults);
    }

    /** All faults, in the order of their discovery. */
    public List<String> faults() {
        return faults;
    }
}
