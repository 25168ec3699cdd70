package io.github.canarysiem.runner.terminal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Whether a person looks at an output. */
public enum Terminal {
    /** Standard output. */
    OUTPUT(1),
    /** Standard error. */
    ERROR(2);

    private final int descriptor;

    Terminal(int descriptor) {
        this.descriptor = descriptor;
    }

    /**
     * Whether this output is a terminal. {@link System#console()} knows only about input and output together; Linux tells more
     * exactly.
     */
    public boolean isInteractive() {
        try {
            String target = Files.readSymbolicLink(Path.of("/proc/self/fd/" + descriptor))
                    .toString();
            return target.startsWith("/dev/pts/") || target.startsWith("/dev/tty") || target.equals("/dev/console");
        } catch (IOException | UnsupportedOperationException e) {
            return System.console() != null;
        }
    }

    /** Whether colours are welcome: a terminal, and neither {@code NO_COLOR} nor {@code TERM=dumb} (see no-color.org). */
    public boolean isColoured(Function<String, @Nullable String> environment) {
        String refusal = environment.apply("NO_COLOR");
        return (refusal == null || refusal.isEmpty()) && !"dumb".equals(environment.apply("TERM")) && isInteractive();
    }
}
