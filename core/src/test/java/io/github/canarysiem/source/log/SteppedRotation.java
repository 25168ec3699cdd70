package io.github.canarysiem.source.log;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/** A log that is written and rotated one system call at a time. */
final class SteppedRotation {
    /** How it is rotated. */
    record Habits(boolean renames, boolean copies, boolean compresses) {
        boolean isMixed() {
            return renames && copies;
        }
    }

    /** What is done between two calls of the reader. */
    private record Step(String name, Action action) {}

    @FunctionalInterface
    private interface Action {
        void run() throws IOException;
    }

    /** A file that was put aside. */
    private static final class Aside {
        private boolean compressed;
    }

    private static final int MOST_ASIDES = 3;

    final Path path;
    /** For whoever has to find out what went wrong. */
    final List<String> done = new ArrayList<>();
    /** What has to be read once. */
    private final List<String> written = new ArrayList<>();
    /** What nobody can be sure to read: written after a copy was made, and before its original was emptied. */
    private final List<String> doomed = new ArrayList<>();

    private final Habits habits;
    private final Random random;
    private final Queue<Step> steps = new ArrayDeque<>();
    /** Held open to keep their numbers. */
    private final List<FileChannel> deleted = new ArrayList<>();
    /** Newest first. */
    private final List<Aside> asides = new ArrayList<>();

    private int lines;
    /** Whether somebody has looked since the log was renamed: until then nobody can tell a copy from a log that was renamed, too. */
    private boolean seen = true;

    SteppedRotation(Path folder, Habits habits, Random random) throws IOException {
        this.path = folder.resolve("incident.log");
        this.habits = habits;
        this.random = random;
        Files.createFile(path);
    }

    /** Lets the numbers of deleted files be given to others, which does not happen as fast as somebody looks. */
    void giveNumbersOn() throws IOException {
        for (FileChannel each : deleted) {
            each.close();
        }
        deleted.clear();
    }

    /** Does the next step. */
    void step() throws IOException {
        while (steps.isEmpty()) {
            plan();
        }
        Step step = steps.remove();
        step.action().run();
        done.add(step.name());
    }

    /** Does what has begun. */
    void end() throws IOException {
        while (!steps.isEmpty()) {
            step();
        }
    }

    /** Everything that was written until now was read. */
    void wasRead() {
        seen = true;
    }

    /** Deletes old files, which were read. */
    void discard() throws IOException {
        while (asides.size() > MOST_ASIDES) {
            Path oldest = aside(asides.size());
            Files.delete(oldest);
            asides.remove(asides.size() - 1);
            done.add("discard " + oldest.getFileName());
        }
    }

    /** How often more, or less, than it should be a line was read. */
    Map<String, Integer> difference(List<String> read) {
        Map<String, Integer> difference = new HashMap<>();
        read.forEach(line -> difference.merge(line, 1, Integer::sum));
        written.forEach(line -> difference.merge(line, -1, Integer::sum));
        doomed.forEach(line -> difference.computeIfPresent(line, (same, count) -> count == 1 ? 0 : count));
        difference.values().removeIf(count -> count == 0);
        return difference;
    }

    private void plan() {
        switch (random.nextInt(6)) {
            case 0, 1 -> {
                if (habits.renames() && (!habits.isMixed() || !seen || random.nextBoolean())) {
                    seen = false;
                    rename();
                } else {
                    copy();
                }
            }
            case 2 -> compress();
            case 3 -> planned("time passes", this::passTime);
            default -> write();
        }
    }

    private void write() {
        String line = next();
        if (random.nextBoolean()) {
            planned("write " + lines, () -> append(path, line + "\n", line));
        } else {
            int cut = random.nextInt(line.length());
            planned("begin " + lines, () -> append(path, line.substring(0, cut), null));
            planned("end " + lines, () -> append(path, line.substring(cut) + "\n", line));
        }
    }

    private void shift() {
        for (int i = asides.size(); i > 0; i--) {
            Path from = aside(i);
            Path to = path.resolveSibling("incident.log." + (i + 1) + (asides.get(i - 1).compressed ? ".gz" : ""));
            planned("move " + from.getFileName(), () -> Files.move(from, to));
        }
        asides.add(0, new Aside());
    }

    private Path aside(int number) {
        return path.resolveSibling("incident.log." + number + (asides.get(number - 1).compressed ? ".gz" : ""));
    }

    private void rename() {
        shift();
        Path target = path.resolveSibling("incident.log.1");
        planned("rename", () -> Files.move(path, target));
        for (int late = random.nextInt(2); late > 0; late--) {
            String line = next();
            planned("late " + lines, () -> append(target, line + "\n", line));
        }
        if (random.nextBoolean()) {
            planned("create", () -> Files.createFile(path));
        }
        String line = next();
        planned("first " + lines, () -> append(path, line + "\n", line));
    }

    private void copy() {
        shift();
        Path target = path.resolveSibling("incident.log.1");
        planned("copy", () -> Files.createFile(target));
        if (random.nextBoolean()) {
            planned("copy in part", () -> {
                byte[] whole = Files.readAllBytes(path);
                Files.write(target, Arrays.copyOf(whole, random.nextInt(whole.length + 1)));
            });
        }
        planned("copied", () -> Files.write(target, Files.readAllBytes(path)));
        for (int late = random.nextInt(8) / 6; late > 0; late--) {
            String line = next();
            planned("doomed " + lines, () -> {
                doomed.add(line);
                append(path, line + "\n", null);
            });
        }
        planned("truncate", () -> Files.write(path, new byte[0], StandardOpenOption.TRUNCATE_EXISTING));
        if (random.nextInt(3) > 0) {
            write();
        }
    }

    private void compress() {
        List<Integer> plain = new ArrayList<>();
        for (int i = 1; i <= asides.size(); i++) {
            if (!asides.get(i - 1).compressed) {
                plain.add(i);
            }
        }
        if (!habits.compresses() || plain.isEmpty()) {
            return;
        }
        int number = plain.get(random.nextInt(plain.size()));
        Path from = aside(number);
        asides.get(number - 1).compressed = true;
        Path to = aside(number);
        planned("compress " + number, () -> Files.createFile(to));
        planned("compress in part", () -> {
            byte[] whole = compressed(from);
            Files.write(to, Arrays.copyOf(whole, random.nextInt(whole.length + 1)));
        });
        planned("compressed", () -> {
            Files.write(to, compressed(from));
            Files.setLastModifiedTime(to, Files.getLastModifiedTime(from));
        });
        planned("discard original", () -> {
            deleted.add(FileChannel.open(from));
            Files.delete(from);
        });
    }

    private static byte[] compressed(Path from) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (OutputStream out = new GZIPOutputStream(bytes)) {
            Files.copy(from, out);
        }
        return bytes.toByteArray();
    }

    /** Names have not changed for a while, and will not soon. */
    private void passTime() throws IOException {
        Path folder = path.resolveSibling("");
        Files.setLastModifiedTime(folder, FileTime.from(Instant.now().minus(Duration.ofSeconds(10 + lines))));
    }

    private String next() {
        String line = "line " + ++lines;
        return random.nextInt(3) == 0 ? line + " ".repeat(150) + "end" : line;
    }

    private void append(Path file, String text, @Nullable String line) throws IOException {
        Files.write(file, text.getBytes(StandardCharsets.UTF_8), StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        if (line != null) {
            written.add(line);
        }
    }

    private void planned(String name, Action action) {
        steps.add(new Step(name, action));
    }
}
