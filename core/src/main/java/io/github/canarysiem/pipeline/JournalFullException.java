package io.github.canarysiem.pipeline;

import java.io.IOException;

/** The journal has reached its limit or the disk is full: intake refuses until sinks catch up or an operator makes room. */
public final class JournalFullException extends IOException {
    private static final long serialVersionUID = 1L;

    /** Says which limit. */
    public JournalFullException(String message) {
        super(message);
    }
}
