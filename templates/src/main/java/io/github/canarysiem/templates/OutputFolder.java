package io.github.canarysiem.templates;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * Writes files below a folder: all of them or none.
 *
 * <p>They are first written and forced to disk in a hidden folder beside the target. A new target is then one rename; in one that
 * exists each file is renamed to its place, and if one cannot be, those before it are taken back.
 */
final class OutputFolder {
    private final Path folder;

    OutputFolder(Path folder) {
        this.folder = folder.toAbsolutePath().normalize();
    }

    void write(List<GeneratedFile> files, boolean force) throws IOException, GenerationException {
        boolean exists = Files.exists(folder, LinkOption.NOFOLLOW_LINKS);
        if (exists && !Files.isDirectory(folder)) {
            throw new GenerationException(folder + ": is not a folder: move it away, or name another with -o");
        }
        if (exists) {
            refuseObstacles(files, force);
        }
        Deque<Path> made = new ArrayDeque<>();
        Path parent = folder.getParent() == null ? folder : folder.getParent();
        try {
            makeFolders(parent, made);
            Path stage = Files.createTempDirectory(parent, ".canary-siem-");
            try {
                stage(files, stage.resolve("new"));
                if (exists) {
                    exchange(files, stage);
                } else {
                    Files.move(stage.resolve("new"), folder, StandardCopyOption.ATOMIC_MOVE);
                }
            } finally {
                delete(stage);
            }
        } catch (IOException e) {
            removeEmpty(made);
            throw e;
        }
    }

    private void refuseObstacles(List<GeneratedFile> files, boolean force) throws GenerationException {
        List<String> faults = new ArrayList<>();
        for (GeneratedFile file : files) {
            Path target = folder.resolve(file.path());
            for (Path part = target.getParent(); part != null && !part.equals(folder); part = part.getParent()) {
                if (Files.exists(part, LinkOption.NOFOLLOW_LINKS)
                        && !Files.isDirectory(part, LinkOption.NOFOLLOW_LINKS)) {
                    faults.add(part + ": is not a folder: move it away, or name another folder with -o");
                }
            }
            if (Files.isDirectory(target, LinkOption.NOFOLLOW_LINKS)) {
                faults.add(target + ": is a folder where a file belongs: move it away");
            } else if (!force && Files.exists(target, LinkOption.NOFOLLOW_LINKS)) {
                faults.add(target + ": is there already: replace it with --force, or name another folder with -o");
            }
        }
        if (!faults.isEmpty()) {
            throw new GenerationException(faults.stream().distinct().toList());
        }
    }

    private static void stage(List<GeneratedFile> files, Path stage) throws IOException {
        Files.createDirectory(stage);
        for (GeneratedFile file : files) {
            Path target = stage.resolve(file.path());
            Files.createDirectories(folderOf(target));
            try (FileChannel channel =
                    FileChannel.open(target, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
                if (file.secret()
                        && target.getFileSystem().supportedFileAttributeViews().contains("posix")) {
                    Files.setPosixFilePermissions(target, PosixFilePermissions.fromString("rw-------"));
                }
                var bytes = StandardCharsets.UTF_8.encode(file.text());
                while (bytes.hasRemaining()) {
                    channel.write(bytes);
                }
                channel.force(true);
            }
        }
    }

    private void exchange(List<GeneratedFile> files, Path stage) throws IOException {
        Path old = stage.resolve("old");
        Deque<GeneratedFile> placed = new ArrayDeque<>();
        Deque<Path> made = new ArrayDeque<>();
        try {
            for (GeneratedFile file : files) {
                Path target = folder.resolve(file.path());
                makeFolders(folderOf(target), made);
                if (Files.exists(target, LinkOption.NOFOLLOW_LINKS)) {
                    Files.createDirectories(folderOf(old.resolve(file.path())));
                    Files.move(target, old.resolve(file.path()), StandardCopyOption.ATOMIC_MOVE);
                }
                placed.push(file);
                Files.move(stage.resolve("new").resolve(file.path()), target, StandardCopyOption.ATOMIC_MOVE);
            }
        } catch (IOException e) {
            takeBack(placed, old, e);
            removeEmpty(made);
            throw e;
        }
    }

    private void takeBack(Deque<GeneratedFile> placed, Path old, IOException cause) {
        for (GeneratedFile file : placed) {
            try {
                Path target = folder.resolve(file.path());
                Files.deleteIfExists(target);
                if (Files.exists(old.resolve(file.path()), LinkOption.NOFOLLOW_LINKS)) {
                    Files.move(old.resolve(file.path()), target);
                }
            } catch (IOException e) {
                cause.addSuppressed(e);
            }
        }
    }

    private static void makeFolders(Path wanted, Deque<Path> made) throws IOException {
        Deque<Path> missing = new ArrayDeque<>();
        for (Path part = wanted; part != null && !Files.exists(part); part = part.getParent()) {
            missing.push(part);
        }
        for (Path part : missing) {
            Files.createDirectory(part);
            made.push(part);
        }
    }

    private static Path folderOf(Path file) {
        return Objects.requireNonNull(file.getParent(), "a file below a folder has a parent");
    }

    private static void removeEmpty(Deque<Path> made) {
        made.forEach(part -> part.toFile().delete());
    }

    private static void delete(Path stage) throws IOException {
        try (Stream<Path> all = Files.walk(stage)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        }
    }
}
