package io.github.canarysiem.source.honeyfile.linux;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Names of accounts, from a file of the form of passwd(5). Looking a name up touches no file: somebody may be held meanwhile, and the
 * file itself may be watched; {@link #refresh} does, and belongs on another thread. Thread-safe.
 */
public final class Accounts {
    /** Where this machine keeps them. */
    public static final Path OURS = Path.of("/etc/passwd");

    private final Path file;
    private volatile Map<String, String> names = Map.of();
    private @Nullable String state;

    /** The accounts of this file; nobody is known before {@link #refresh}. */
    public Accounts(Path file) {
        this.file = file;
    }

    /** Reads the file again if it has changed; keeps what is known if it cannot be read. */
    public synchronized void refresh() {
        try {
            String now = Files.readAttributes(file, "unix:ino,size,lastModifiedTime,ctime")
                    .toString();
            if (!now.equals(state)) {
                names = parsed(new String(Files.readAllBytes(file), StandardCharsets.UTF_8));
                state = now;
            }
        } catch (IOException | UnsupportedOperationException e) {
            // Numbers say who it was, too.
            state = null;
        }
    }

    /** The account's name; null if nobody knows. */
    public @Nullable String name(String id) {
        return names.get(id);
    }

    private static Map<String, String> parsed(String content) {
        Map<String, String> names = new HashMap<>();
        for (String line : content.split("\n", -1)) {
            String[] fields = line.split(":", -1);
            if (fields.length >= 3 && !fields[0].isEmpty() && !fields[2].isEmpty()) {
                names.putIfAbsent(fields[2], fields[0]);
            }
        }
        return Map.copyOf(names);
    }
}
