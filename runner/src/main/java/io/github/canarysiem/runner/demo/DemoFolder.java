package io.github.canarysiem.runner.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** The demonstration's folder. Of all that is in it, only the log may outlive the demonstration. */
record DemoFolder(Path path) {
    static DemoFolder create() throws IOException {
        DemoFolder folder = new DemoFolder(Files.createTempDirectory("canary-siem-demo-"));
        Files.createDirectory(folder.redis());
        return folder;
    }

    Path redis() {
        return path.resolve("redis");
    }

    Path state() {
        return path.resolve("state");
    }

    Path log() {
        return path.resolve("incident.log");
    }

    void deleteAllButLog() {
        delete(redis());
        delete(state());
    }

    void delete() {
        delete(path);
    }

    /** Deletes what it can: this may run while other threads are still writing. */
    private static void delete(Path root) {
        if (!Files.exists(root)) {
            return;
        }
        try (Stream<Path> found = Files.walk(root)) {
            List<Path> deepestFirst = found.sorted(Comparator.reverseOrder()).toList();
            for (Path each : deepestFirst) {
                Files.deleteIfExists(each);
            }
        } catch (IOException e) {
            root.toFile().deleteOnExit();
        }
    }
}
