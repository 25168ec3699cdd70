package io.github.canarysiem.pipeline;

import java.io.IOException;

/** Another process holds the state directory. */
public final class StateInUseException extends IOException {
    private static final long serialVersionUID = 1L;

    /** Says which directory and, if known, which process. */
    public StateInUseException(String message) {
        super(message);
    }
}
