package io.github.canarysiem.source.log;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.zip.GZIPOutputStream;

/** A log that is written and rotated at random, and what was written to it. */
final class RotatedLog {
    /** What the files that are put aside are called. */
    enum Naming {
        /** The newest is 1: all others are renamed, too. */
        NEWEST_FIRST,
        /** The oldest is 1. */
        OLDEST_FIRST,
        /** Each keeps its date. */
        DATED
    }

    /** How a log is treated. */
    record Habits(Naming naming, boolean alikeHeads, boolean compresses, boolean truncates) {}

    /** What is done to a log, one act at a time. */
    private enum Act {
        WRITE,
        BEGIN_LINE,
        ROTATE,
        ROTATE_AT_ONCE,
        WRITE_LATE,
        COMPRESS,
        DISCARD
    }

    /** A file that was put aside. */
    private static final class Aside {
        private final boolean copied;
        private Path path;
        private boolean compressed;
        private boolean read;
        private boolean readCompressed;

        Aside(Path path, boolean copied) {
            this.path = path;
            this.copied = copied;
        }
    }

    private static final int MOST_PLAIN = 8;

    final Path path;
    final List<String> written = new ArrayList<>();
    /** For whoever has to find out what went wrong. */
    final List<String> acts = new ArrayList<>();

    private final Habits habits;
    private final Random random;
    /** Newest first. */
    private final List<Aside> asides = new ArrayList<>();

    private int lines;
    private int rotations;
    private String begun = "";
    private Instant lastRotation = Instant.EPOCH;

    RotatedLog(Path folder, Habits habits, Random random) {
        this.path = folder.resolve("incident.log");
        this.habits = habits;
        this.random = random;
    }

    /** Does something to it; while nobody looks nothing is discarded that looks like something else. */
    void act(boolean looked) throws IOException {
        Act act = Act.values()[random.nextInt(Act.values().length)];
        acts.add(act + (asides.isEmpty() ? "" : " " + asides.size()) + " m" + lines);
        switch (act) {
            case WRITE -> write(random.nextInt(4));
            case BEGIN_LINE -> beginLine();
            case ROTATE -> rotate();
            case ROTATE_AT_ONCE -> {
                for (int i = random.nextInt(8); i > 0; i--) {
                    rotate();
                }
            }
            case WRITE_LATE -> writeLate();
            case COMPRESS -> {
                if (looked || !habits.alikeHeads()) {
                    compress();
                }
            }
            case DISCARD -> {
                if (looked) {
                    discard();
                }
            }
        }
    }

    /** Everything that was written until now was read. */
    void wasRead() {
        asides.forEach(each -> {
            each.read = true;
            each.readCompressed = each.compressed;
        });
    }

    /** Whether a line has begun that has no end yet. */
    boolean hasBegunLine() {
        return !begun.isEmpty();
    }

    /** Ends a line that has begun. */
    void endLine() throws IOException {
        if (!begun.isEmpty()) {
            LogLines.append(path, "-end\n");
            written.add(begun + "-end");
            begun = "";
        }
    }

    private void write(int count) throws IOException {
        endLine();
        for (int i = 0; i < count; i++) {
            line(path, next());
        }
    }

    private void beginLine() throws IOException {
        endLine();
        begun = next();
        LogLines.append(path, begun);
    }

    private void rotate() throws IOException {
        endLine();
        rotations++;
        Path target = aside();
        boolean copied = habits.truncates();
        if (copied) {
            Files.copy(path, target);
            Files.write(path, new byte[0], StandardOpenOption.TRUNCATE_EXISTING);
            // What is written anew can only be told from the old by what it says.
            line(path, next());
        } else {
            Files.move(path, target);
            line(path, habits.alikeHeads() && random.nextInt(4) > 0 ? "the same head" : next());
        }
        asides.add(0, new Aside(target, copied));
        if (habits.naming() == Naming.OLDEST_FIRST) {
            // Only times tell in which direction the numbers go.
            lastRotation = max(
                    lastRotation.plusMillis(1),
                    Files.getLastModifiedTime(target).toInstant());
            Files.setLastModifiedTime(target, FileTime.from(lastRotation));
        }
        write(random.nextInt(3));
    }

    private Path aside() throws IOException {
        return switch (habits.naming()) {
            case DATED -> path.resolveSibling("incident.log-%d".formatted(20_260_000L + rotations));
            case OLDEST_FIRST -> path.resolveSibling("incident.log.%d".formatted(rotations));
            case NEWEST_FIRST -> {
                for (int i = asides.size(); i > 0; i--) {
                    Aside each = asides.get(i - 1);
                    Path target = path.resolveSibling("incident.log." + (i + 1) + (each.compressed ? ".gz" : ""));
                    Files.move(each.path, target);
                    each.path = target;
                }
                yield path.resolveSibling("incident.log.1");
            }
        };
    }

    private void writeLate() throws IOException {
        if (!asides.isEmpty() && !asides.get(0).compressed && !asides.get(0).copied) {
            line(asides.get(0).path, next());
            asides.get(0).read = false;
        }
    }

    /** Any of them, and those that are to be discarded. */
    private void compress() throws IOException {
        List<Aside> plain = asides.stream().filter(each -> !each.compressed).toList();
        if (!habits.compresses() || plain.isEmpty()) {
            return;
        }
        compress(plain.get(random.nextInt(plain.size())));
        for (Aside old : asides.subList(Math.min(MOST_PLAIN, asides.size()), asides.size())) {
            compress(old);
        }
    }

    private static void compress(Aside chosen) throws IOException {
        if (chosen.compressed) {
            return;
        }
        Path compressed = chosen.path.resolveSibling(chosen.path.getFileName() + ".gz");
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(compressed))) {
            Files.copy(chosen.path, out);
        }
        Files.setLastModifiedTime(compressed, Files.getLastModifiedTime(chosen.path));
        Files.delete(chosen.path);
        chosen.path = compressed;
        chosen.compressed = true;
    }

    private void discard() throws IOException {
        // As logrotate does it, which compresses a file long before it discards it.
        while (asides.size() > 3 && isDiscarded(asides.get(asides.size() - 1))) {
            Files.delete(asides.remove(asides.size() - 1).path);
        }
    }

    private boolean isDiscarded(Aside oldest) {
        return oldest.read && (oldest.readCompressed || !habits.compresses());
    }

    private String next() {
        return "line " + ++lines;
    }

    private void line(Path file, String text) throws IOException {
        LogLines.append(file, (text + "\n").getBytes(StandardCharsets.UTF_8));
        written.add(text);
    }

    private static Instant max(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }
}
