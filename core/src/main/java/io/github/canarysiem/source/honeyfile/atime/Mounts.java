package io.github.canarysiem.source.honeyfile.atime;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;

/**
 * The mounted file systems: from {@code /proc/self/mountinfo} (proc_pid_mountinfo(5)) where it is, from Java elsewhere. Immutable.
 */
public final class Mounts {
    private static final Path MOUNTINFO = Path.of("/proc/self/mountinfo");

    private static final Logger LOG = LogManager.getLogger(Mounts.class);

    private final List<Mount> all;

    private Mounts(List<Mount> all) {
        this.all = all;
    }

    /** Those that are mounted now. */
    public static Mounts now() {
        try {
            return of(Files.readAllLines(MOUNTINFO, StandardCharsets.ISO_8859_1));
        } catch (IOException e) {
            return new Mounts(List.of());
        }
    }

    /** Those that these lines of mountinfo tell of. */
    static Mounts of(List<String> lines) {
        List<Mount> found = new ArrayList<>();
        for (String line : lines) {
            String[] parts = line.split(" ");
            int dash = Arrays.asList(parts).indexOf("-");
            if (dash < 6 || parts.length < dash + 4) {
                continue;
            }
            Set<String> options = new HashSet<>(List.of(parts[5].split(",")));
            options.addAll(List.of(parts[dash + 3].split(",")));
            try {
                found.add(new Mount(Path.of(unescaped(parts[4])), parts[dash + 1], options));
            } catch (InvalidPathException e) {
                LOG.debug("a mount point cannot be written in this locale", e);
            }
        }
        return new Mounts(found);
    }

    /** The one on which a file lies. */
    public Mount of(Path file) {
        Mount best = null;
        for (Mount mount : all) {
            // Of two at the same place the later one hides the earlier.
            if (file.startsWith(mount.point())
                    && (best == null
                            || mount.point().getNameCount() >= best.point().getNameCount())) {
                best = mount;
            }
        }
        return best == null ? fromJava(file) : best;
    }

    /** Elsewhere nobody says how times of access are kept; the careful assumption is that a read moves them once. */
    private static Mount fromJava(Path file) {
        Path root = file.getRoot() == null ? file : file.getRoot();
        try {
            FileStore store = Files.getFileStore(Files.exists(file) ? file : root);
            return new Mount(root, store.type(), store.isReadOnly() ? Set.of("ro", "relatime") : Set.of("relatime"));
        } catch (IOException e) {
            return new Mount(root, "unknown", Set.of("relatime"));
        }
    }

    /** Blanks and the like are written as a backslash and three octal digits; the bytes are UTF-8. */
    private static String unescaped(String text) {
        byte[] bytes = new byte[text.length()];
        int length = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\\' && i + 3 < text.length()) {
                bytes[length++] = (byte) Integer.parseInt(text.substring(i + 1, i + 4), 8);
                i += 3;
            } else {
                bytes[length++] = (byte) c;
            }
        }
        return new String(bytes, 0, length, StandardCharsets.UTF_8);
    }
}
