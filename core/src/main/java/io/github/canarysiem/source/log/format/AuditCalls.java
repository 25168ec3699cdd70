package io.github.canarysiem.source.log.format;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The system calls about files, by their numbers in the kernel's public tables; a raw audit log writes no names. */
final class AuditCalls {
    private static final String X86_64 = "c000003e";
    private static final String AARCH64 = "c00000b7";
    private static final int HEXADECIMAL = 16;
    private static final int ACCESS_MODE = 3;

    private static final Map<String, String> ON_X86_64 = Map.ofEntries(
            Map.entry("0", "read"),
            Map.entry("1", "write"),
            Map.entry("2", "open"),
            Map.entry("17", "pread64"),
            Map.entry("18", "pwrite64"),
            Map.entry("40", "sendfile"),
            Map.entry("59", "execve"),
            Map.entry("76", "truncate"),
            Map.entry("77", "ftruncate"),
            Map.entry("82", "rename"),
            Map.entry("85", "creat"),
            Map.entry("86", "link"),
            Map.entry("87", "unlink"),
            Map.entry("88", "symlink"),
            Map.entry("89", "readlink"),
            Map.entry("90", "chmod"),
            Map.entry("91", "fchmod"),
            Map.entry("92", "chown"),
            Map.entry("93", "fchown"),
            Map.entry("94", "lchown"),
            Map.entry("132", "utime"),
            Map.entry("188", "setxattr"),
            Map.entry("189", "lsetxattr"),
            Map.entry("190", "fsetxattr"),
            Map.entry("191", "getxattr"),
            Map.entry("197", "removexattr"),
            Map.entry("257", "openat"),
            Map.entry("260", "fchownat"),
            Map.entry("263", "unlinkat"),
            Map.entry("264", "renameat"),
            Map.entry("265", "linkat"),
            Map.entry("266", "symlinkat"),
            Map.entry("267", "readlinkat"),
            Map.entry("268", "fchmodat"),
            Map.entry("280", "utimensat"),
            Map.entry("316", "renameat2"),
            Map.entry("322", "execveat"),
            Map.entry("437", "openat2"));
    private static final Map<String, String> ON_AARCH64 = Map.ofEntries(
            Map.entry("5", "setxattr"),
            Map.entry("6", "lsetxattr"),
            Map.entry("7", "fsetxattr"),
            Map.entry("8", "getxattr"),
            Map.entry("14", "removexattr"),
            Map.entry("35", "unlinkat"),
            Map.entry("36", "symlinkat"),
            Map.entry("37", "linkat"),
            Map.entry("38", "renameat"),
            Map.entry("45", "truncate"),
            Map.entry("46", "ftruncate"),
            Map.entry("52", "fchmod"),
            Map.entry("53", "fchmodat"),
            Map.entry("54", "fchownat"),
            Map.entry("55", "fchown"),
            Map.entry("56", "openat"),
            Map.entry("63", "read"),
            Map.entry("64", "write"),
            Map.entry("67", "pread64"),
            Map.entry("68", "pwrite64"),
            Map.entry("71", "sendfile"),
            Map.entry("78", "readlinkat"),
            Map.entry("88", "utimensat"),
            Map.entry("221", "execve"),
            Map.entry("276", "renameat2"),
            Map.entry("281", "execveat"),
            Map.entry("437", "openat2"));

    private AuditCalls() {}

    /** What a call did; empty if nobody knows. */
    static List<String> operations(AuditRecord call) {
        String name = name(call);
        List<String> operations = new ArrayList<>();
        if (name != null) {
            operations.add(FileAccess.operation(name));
            String flags = switch (name) {
                case "open" -> call.plain("a1");
                case "openat" -> call.plain("a2");
                default -> null;
            };
            if (flags != null && flags.matches("[0-9A-Fa-f]{1,15}")) {
                // The two lowest bits: 0 for reading, 1 for writing, 2 for both.
                long mode = Long.parseLong(flags, HEXADECIMAL) & ACCESS_MODE;
                if (mode != 1) {
                    operations.add("read");
                }
                if (mode != 0) {
                    operations.add("write");
                }
            }
        }
        return operations;
    }

    private static @Nullable String name(AuditRecord call) {
        String name = call.plain("SYSCALL");
        String number = call.plain("syscall");
        if (name != null || number == null) {
            return name;
        }
        return switch (String.valueOf(call.plain("arch"))) {
            case X86_64 -> ON_X86_64.get(number);
            case AARCH64 -> ON_AARCH64.get(number);
            default -> null;
        };
    }
}
