package io.github.canarysiem.runner.process;

import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;
import static org.awaitility.Awaitility.await;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Where a process of the command finds its classes: in the one jar that users run, and the tests' own behind it. The first
 * process of a build leaves an archive of the jar's classes, loaded and verified, so that the hundred others start faster.
 */
final class CommandClasses {
    private static final Path JAR = Path.of(System.getProperty("canary.siem.jar", "target/canary-siem.jar"))
            .toAbsolutePath();
    private static final Path ARCHIVE = JAR.resolveSibling("canary-siem.jsa");
    private static final Path TESTS = JAR.resolveSibling("test-classes");

    private static @Nullable List<String> prepared;

    private CommandClasses() {}

    /** Options of java. */
    static synchronized List<String> options() {
        List<String> known = prepared;
        if (known == null) {
            known = prepare();
            prepared = known;
        }
        return known;
    }

    private static List<String> prepare() {
        if (!Files.exists(JAR)) {
            throw new AssertionError(JAR + " is missing: build it with mvn -pl runner -am package -DskipTests");
        }
        // Two test classes run at once, each in a process of its own.
        try (FileChannel channel = FileChannel.open(
                        JAR.resolveSibling("canary-siem.jsa.lock"),
                        StandardOpenOption.CREATE,
                        StandardOpenOption.WRITE);
                FileLock lock = channel.lock()) {
            if (lock.isValid() && !isCurrent()) {
                record();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
        List<String> classPath = List.of("-cp", JAR + File.pathSeparator + TESTS);
        List<String> archive =
                List.of("-Xshare:auto", "-XX:SharedArchiveFile=" + ARCHIVE, "-Xlog:cds=off", "-Xlog:cds+dynamic=off");
        return Files.exists(ARCHIVE)
                ? Stream.concat(archive.stream(), classPath.stream()).toList()
                : classPath;
    }

    private static boolean isCurrent() throws IOException {
        return Files.exists(ARCHIVE)
                && Files.getLastModifiedTime(ARCHIVE).compareTo(Files.getLastModifiedTime(JAR)) > 0;
    }

    /** Runs it until it has tried everything once. */
    private static void record() throws IOException, InterruptedException {
        Path folder = Files.createTempDirectory(JAR.getParent(), "archive");
        Deployment.in(folder, "redis://127.0.0.1:1", "");
        Path fresh = folder.resolve("fresh.jsa");
        Path err = folder.resolve("err.txt");
        ProcessBuilder builder = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:+UseSerialGC",
                        "-XX:ArchiveClassesAtExit=" + fresh,
                        "-cp",
                        JAR.toString(),
                        "io.github.canarysiem.runner.Main",
                        "run")
                .directory(folder.toFile())
                .redirectOutput(folder.resolve("out.txt").toFile())
                .redirectError(err.toFile());
        builder.environment().keySet().removeIf(name -> name.startsWith("CANARY") || name.startsWith("redis_"));
        Process process = builder.start();
        try {
            await().atMost(CommandProcess.PATIENCE)
                    .until(() -> Files.readString(err).contains("source tokens is down"));
            process.destroy();
            if (!process.waitFor(CommandProcess.PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                throw new AssertionError("the command does not end; it printed " + Files.readString(err));
            }
        } finally {
            process.destroyForcibly();
        }
        // A Java without an archive of its own classes writes none; the processes then start as slowly as ever.
        if (Files.exists(fresh)) {
            Files.move(fresh, ARCHIVE, ATOMIC_MOVE);
        }
    }
}
