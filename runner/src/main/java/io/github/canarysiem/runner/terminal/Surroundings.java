package io.github.canarysiem.runner.terminal;

import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.InputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What a command finds around it.
 *
 * @param out results
 * @param err faults and progress
 * @param paint colours for results
 * @param environment environment variables by name
 * @param clock the time of day
 * @param in what is piped in
 */
public record Surroundings(
        PrintWriter out,
        PrintWriter err,
        Paint paint,
        Function<String, @Nullable String> environment,
        Clock clock,
        InputStream in) {
    /** Those of this process. Texts are written in UTF-8 whatever the locale says: JSON has to be, and terminals are. */
    public static Surroundings ofProcess() {
        return new Surroundings(
                writer(FileDescriptor.out),
                writer(FileDescriptor.err),
                new Paint(Terminal.OUTPUT.isColoured(System::getenv)),
                System::getenv,
                Clock.systemUTC(),
                new FileInputStream(FileDescriptor.in));
    }

    private static PrintWriter writer(FileDescriptor descriptor) {
        return new PrintWriter(new OutputStreamWriter(new FileOutputStream(descriptor), StandardCharsets.UTF_8), true);
    }
}
