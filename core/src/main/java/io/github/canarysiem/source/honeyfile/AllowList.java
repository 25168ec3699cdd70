package io.github.canarysiem.source.honeyfile;

import io.github.canarysiem.RunningProcess;
import io.github.canarysiem.User;
import io.github.canarysiem.source.honeyfile.detector.Actor;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Who may touch the files without an alarm: backup, antivirus, indexers. What cannot be proved does not match. A program is hashed
 * through its process while that lives, because a container has its own {@code /usr/bin}. Not thread-safe.
 */
final class AllowList {
    private static final Logger LOG = LogManager.getLogger(AllowList.class);
    private static final int MOST_DIGESTS = 256;

    private final List<AllowEntry> entries;
    private final Path processes;
    private final Map<String, String> digests = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, String> eldest) {
            return size() > MOST_DIGESTS;
        }
    };

    /**
     * A list of entries.
     *
     * @param processes where the kernel shows processes, {@code /proc}
     */
    AllowList(List<AllowEntry> entries, Path processes) {
        this.entries = List.copyOf(entries);
        this.processes = processes;
    }

    /** Whether one of the entries allows this actor. */
    boolean allows(Actor actor) {
        return entries.stream().anyMatch(entry -> matches(entry, actor));
    }

    private boolean matches(AllowEntry entry, Actor actor) {
        RunningProcess process = actor.process();
        String executable = process == null ? null : process.executable();
        return AllowEntry.matches(entry.executable(), executable)
                && isUser(entry.user(), actor.user())
                && AllowEntry.matches(entry.cgroup(), actor.cgroup())
                && (entry.digest() == null || (process != null && entry.digest().equals(digest(process))));
    }

    private static boolean isUser(@Nullable String wanted, @Nullable User user) {
        return wanted == null || (user != null && (wanted.equals(user.name()) || wanted.equals(user.id())));
    }

    private @Nullable String digest(RunningProcess process) {
        String executable = process.executable();
        if (executable == null) {
            return null;
        }
        try {
            Path alive =
                    processes.resolve(Objects.toString(process.pid(), "none")).resolve("exe");
            if (Files.exists(alive)
                    && executable.equals(Files.readSymbolicLink(alive).toString())) {
                return digest(alive);
            }
            // Its path means our file only if it ran where we do.
            return process.container() == null ? digest(Path.of(executable)) : null;
        } catch (IOException | InvalidPathException e) {
            LOG.debug("a program cannot be hashed; it is not taken for one that is allowed", e);
            return null;
        }
    }

    private String digest(Path program) throws IOException {
        BasicFileAttributes now = Files.readAttributes(program, BasicFileAttributes.class);
        String version = now.fileKey() + " " + now.size() + " " + now.lastModifiedTime() + " " + changed(program);
        String known = digests.get(version);
        if (known == null) {
            known = sha256(program);
            digests.put(version, known);
        }
        return known;
    }

    private static String changed(Path program) throws IOException {
        return program.getFileSystem().supportedFileAttributeViews().contains("unix")
                ? String.valueOf(Files.getAttribute(program, "unix:ctime"))
                : "";
    }

    private static String sha256(Path program) throws IOException {
        try (InputStream in =
                new DigestInputStream(Files.newInputStream(program), MessageDigest.getInstance("SHA-256"))) {
            in.transferTo(OutputStream.nullOutputStream());
            return HexFormat.of()
                    .formatHex(((DigestInputStream) in).getMessageDigest().digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java runtime has SHA-256", e);
        }
    }
}
