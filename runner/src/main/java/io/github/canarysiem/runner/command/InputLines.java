package io.github.canarysiem.runner.command;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/** Lines of any bytes; only a line feed ends one. For one thread. */
final class InputLines {
    private final InputStream in;
    private final ByteArrayOutputStream line = new ByteArrayOutputStream();

    InputLines(InputStream in) {
        this.in = new BufferedInputStream(in);
    }

    /** The next line without its line feed; null at the end. */
    byte @Nullable [] next() throws IOException {
        line.reset();
        int c = in.read();
        if (c < 0) {
            return null;
        }
        for (; c >= 0 && c != '\n'; c = in.read()) {
            line.write(c);
        }
        return line.toByteArray();
    }
}
