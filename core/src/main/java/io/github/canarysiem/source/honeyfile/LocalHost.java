package io.github.canarysiem.source.honeyfile;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.stream.Stream;

/** What this machine is called. */
final class LocalHost {
    private static final Path KERNEL = Path.of("/proc/sys/kernel/hostname");

    private LocalHost() {}

    /** The kernel's name for it, or the environment's; asks a name server only if neither is there. */
    static String name() {
        return Stream.of(kernel(), environment("HOSTNAME"), environment("COMPUTERNAME"))
                .filter(name -> !name.isBlank())
                .findFirst()
                .orElseGet(LocalHost::resolved);
    }

    private static String kernel() {
        try {
            return Files.readString(KERNEL).strip();
        } catch (IOException e) {
            return "";
        }
    }

    private static String environment(String name) {
        return Objects.requireNonNullElse(System.getenv(name), "");
    }

    private static String resolved() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return "unknown";
        }
    }
}
