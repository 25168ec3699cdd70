package io.github.canarysiem.testing;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;

/** What a test needs of the machine. Without it the test is skipped, and the log says why. */
public final class Needs {
    private static final Logger LOG = LogManager.getLogger(Needs.class);

    private Needs() {}

    /** Skips the test unless this is given; the need begins with root, the kernel or the tool. */
    public static void that(boolean given, String need) {
        if (!given) {
            LOG.error("Skipped: needs {}", need);
        }
        assumeTrue(given, "needs " + need);
    }

    /** Whether this process may do everything. */
    public static boolean isRoot() {
        return Files.isWritable(Path.of("/proc/1/oom_score_adj")) || "root".equals(System.getProperty("user.name"));
    }

    /** Skips the test unless this process may use fanotify. */
    public static void fanotify() {
        that(isRoot() && Files.exists(Path.of("/proc/sys/fs/fanotify")), "root: uses fanotify");
    }

    /** A program on the path, or where administrators' programs lie. */
    public static Optional<Path> program(String name) {
        String path = Objects.requireNonNullElse(System.getenv("PATH"), "");
        return Stream.concat(Arrays.stream(path.split(File.pathSeparator, -1)), Stream.of("/usr/sbin", "/sbin"))
                .map(folder -> Path.of(folder, name))
                .filter(Files::isExecutable)
                .findFirst();
    }

    /**
     * Debian's packages, unpacked into a folder and not installed; fetched unless they lie there. Skips the test if they cannot be
     * had.
     *
     * @param tool what they hold
     * @param proof a file that is there when they are unpacked, below the folder
     */
    public static void unpacked(Path folder, String tool, String proof, String... packages)
            throws IOException, InterruptedException {
        if (Files.exists(folder.resolve(proof))) {
            return;
        }
        boolean able =
                isRoot() && program("apt-get").isPresent() && program("dpkg").isPresent();
        that(able, "the tool " + tool + "; or root, apt-get and dpkg to fetch it");
        Files.createDirectories(folder);
        String[] download = Stream.concat(Stream.of("apt-get", "download"), Arrays.stream(packages))
                .toArray(String[]::new);
        that(
                run(folder, download) || (run(folder, "apt-get", "update") && run(folder, download)),
                "the tool " + tool + ", which apt-get could not download");
        try (Stream<Path> files = Files.list(folder)) {
            for (Path each :
                    files.filter(file -> file.toString().endsWith(".deb")).toList()) {
                that(run(folder, "dpkg", "-x", each.toString(), "."), "the tool dpkg that can unpack " + tool);
            }
        }
    }

    /** Runs a program and says whether it ended well. */
    public static boolean run(Path folder, String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        if (!process.waitFor(180, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            return false;
        }
        return process.exitValue() == 0;
    }
}
