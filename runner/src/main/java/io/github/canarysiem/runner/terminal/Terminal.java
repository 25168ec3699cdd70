package io.github.canarysiem.runner.terminal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
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

    /** Whether this output is a terminal. Java cannot tell for one output alone; Linux does at once, other systems' shells do. */
    public boolean isInteractive() {
        try {
            Path link = Path.of("/proc/self/fd/" + descriptor);
            if (!Files.exists(link)) {
                return isTerminalByTest();
            }
            String target = Files.readSymbolicLink(link).toString();
            return target.startsWith("/dev/pts/") || target.startsWith("/dev/tty") || target.equals("/dev/console");
        } catch (IOException | UnsupportedOperationException e) {
            return false;
        }
    }

    private boolean isTerminalByTest() throws IOException {
        Process test = new ProcessBuilder("test", "-t", Integer.toString(descriptor))
                .inheritIO()
                .start();
        try {
            return test.waitFor(1, TimeUnit.SECONDS) && test.exitValue() == 0;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Whether colours are welcome: a terminal, and neither {@code NO_COLOR} nor {@code TERM=dumb} (see no-color.org). */
    public boolean isColoured(Function<String, @Nullable String> environment) {
        String refusal = environment.apply("NO_COLOR");
        return (refusal == null || refusal.isEmpty()) && !"dumb".equals(environment.apply("TERM")) && isInteractive();
    }
}
