package io.github.canarysiem.source.honeyfile.linux;

import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the kernel says about one process in {@code /proc/PID}, see proc(5). A file that is gone or forbidden is null. At most
 * {@value #LONGEST} bytes of each are read. For one thread: the buffer is shared.
 */
final class ProcessFiles {
    /** Longer command lines are cut. */
    static final int LONGEST = 8192;

    private final Path root;
    private final byte[] buffer = new byte[LONGEST];

    ProcessFiles(Path root) {
        this.root = root;
    }

    @Nullable
    ProcessStat stat(int process) {
        String text = text(process, "stat");
        return text == null ? null : ProcessStat.parsed(text);
    }

    /** A small file, without its last line feed. */
    @Nullable
    String text(int process, String name) {
        int length = read(process, name);
        return length < 0 ? null : new String(buffer, 0, length, StandardCharsets.UTF_8).stripTrailing();
    }

    /** The arguments, in order; a program may have overwritten them. */
    List<String> commandLine(int process) {
        int length = read(process, "cmdline");
        List<String> arguments = new ArrayList<>();
        int from = 0;
        for (int at = 0; at < length; at++) {
            if (buffer[at] == 0 || at == length - 1) {
                int to = buffer[at] == 0 ? at : at + 1;
                arguments.add(new String(buffer, from, to - from, StandardCharsets.UTF_8));
                from = at + 1;
            }
        }
        return arguments;
    }

    /** Where a link of the process leads, such as {@code exe}. */
    @Nullable
    String link(int process, String name) {
        try {
            return Files.readSymbolicLink(root.resolve(process + "/" + name)).toString();
        } catch (IOException | InvalidPathException e) {
            return null;
        }
    }

    private int read(int process, String name) {
        try (InputStream in = new FileInputStream(root + "/" + process + "/" + name)) {
            int length = 0;
            int more = in.read(buffer, 0, LONGEST);
            while (more > 0) {
                length += more;
                more = length < LONGEST ? in.read(buffer, length, LONGEST - length) : -1;
            }
            return length;
        } catch (IOException e) {
            return -1;
        }
    }
}
