package io.github.canarysiem.source.log.format;

import io.github.canarysiem.Attribute;
import io.github.canarysiem.FileActivity;
import io.github.canarysiem.Host;
import io.github.canarysiem.Incident;
import io.github.canarysiem.Kind;
import io.github.canarysiem.RunningProcess;
import io.github.canarysiem.Severity;
import io.github.canarysiem.User;
import io.github.canarysiem.source.canarytokens.Cleaner;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What logs of file access have in common: the names of what was done, numbers that mean nobody, the incident. */
final class FileAccess {
    /** Audit and what builds on it write -1 for a login that never was. */
    private static final Set<String> NOBODY = Set.of("4294967295", "-1", "", "unset", "<NA>");

    private FileAccess() {}

    /**
     * What a log tells of an access.
     *
     * @param detector who saw it
     * @param attribution how well the actor is known
     */
    record Access(
            @Nullable String path,
            List<String> operations,
            String detector,
            String attribution,
            @Nullable String target,
            @Nullable User user,
            @Nullable Host host,
            @Nullable RunningProcess process,
            List<Attribute> other) {}

    static Incident incident(String id, Instant occurred, Instant observed, Access access) {
        return Incident.of(id, Kind.FILE_ACCESS, Severity.HIGH, occurred, observed)
                .file(new FileActivity(
                        access.path(),
                        access.operations(),
                        access.detector(),
                        access.attribution(),
                        access.target(),
                        null))
                .user(access.user())
                .host(access.host())
                .process(access.process())
                .other(access.other())
                .build();
    }

    /** A user; null if nothing is known of one. */
    static @Nullable User user(
            @Nullable String name, @Nullable String id, @Nullable String loginName, @Nullable String loginId) {
        User user = new User(somebody(name), somebody(id), somebody(loginName), somebody(loginId));
        return user.equals(new User(null, null, null, null)) ? null : user;
    }

    /** A text that says something. */
    static @Nullable String somebody(@Nullable String text) {
        return text == null || NOBODY.contains(text) ? null : text;
    }

    static @Nullable Host host(@Nullable String name) {
        return name == null || name.isBlank() ? null : new Host(name, null);
    }

    static @Nullable String cleaned(Cleaner cleaner, @Nullable String text) {
        return text == null ? null : cleaner.text(text);
    }

    /** What a system call does to a file; its own name if that is not known. */
    static String operation(String call) {
        String name = call.replaceFirst("^(__x64_|__arm64_|__ia32_)?sys_", "");
        if (name.startsWith("open") || name.equals("name_to_handle_at")) {
            return "open";
        }
        if (name.startsWith("read") || name.startsWith("pread") || name.equals("sendfile") || name.equals("mmap")) {
            return "read";
        }
        if (name.startsWith("write") || name.startsWith("pwrite") || name.contains("truncate")) {
            return "write";
        }
        if (name.startsWith("unlink") || name.equals("rmdir")) {
            return "delete";
        }
        if (name.contains("chmod") || name.contains("chown") || name.contains("xattr") || name.contains("utime")) {
            return "attributes";
        }
        return switch (name) {
            case "rename", "renameat", "renameat2" -> "rename";
            case "link", "linkat", "symlink", "symlinkat" -> "link";
            case "execve", "execveat" -> "execute";
            case "creat", "mkdir", "mkdirat", "mknod", "mknodat" -> "create";
            default -> name;
        };
    }
}
