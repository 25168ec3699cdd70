package io.github.canarysiem.pipeline;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** The journal cannot be trusted. Nothing was changed; the message names the mend. */
public final class JournalDamagedException extends IOException {
    private static final long serialVersionUID = 1L;

    /** Says which file, what is wrong with it and what to do. */
    public JournalDamagedException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
