package io.github.canarysiem.templates;

import java.util.List;

/** A pack, or a parameter's name or value, that cannot be: a matter of the call, not of the pack or the disk. */
public final class WrongChoiceException extends GenerationException {
    private static final long serialVersionUID = 1L;

    /** For these faults, at least one. */
    public WrongChoiceException(List<String> faults) {
        super(faults);
    }
}
