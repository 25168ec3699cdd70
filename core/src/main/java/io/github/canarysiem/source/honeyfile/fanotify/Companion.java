package io.github.canarysiem.source.honeyfile.fanotify;

import com.sun.jna.Native;
import io.github.canarysiem.source.honeyfile.linux.Bell;
import io.github.canarysiem.source.honeyfile.linux.Pipe;
import io.github.canarysiem.source.honeyfile.linux.Spawn;
import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.security.CodeSource;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;

/** The second process, as the first one sees it. For one thread, but for {@link #process()}. */
final class Companion implements AutoCloseable {
    private final int process;
    private final Pipe life;
    private final Pipe news;
    private final SightingPipe sightings;

    private Companion(int process, Pipe life, Pipe news) {
        this.process = process;
        this.life = life;
        this.news = news;
        this.sightings = new SightingPipe(news.reading());
    }

    /** Starts it. It guards from the moment when {@link #news()} has something to read. */
    static Companion start(FanotifyGroup group, HeldOpeners held, Bell bell, Instant startOfMachine)
            throws IOException {
        Pipe life = new Pipe();
        Pipe news = new Pipe();
        int[] files = {group.file(), held.file(), bell.file(), life.reading(), news.writing()};
        try {
            Companion companion = new Companion(Spawn.start(command(startOfMachine, files), files), life, news);
            life.closeReading();
            news.closeWriting();
            return companion;
        } catch (IOException e) {
            life.close();
            news.close();
            throw e;
        }
    }

    int process() {
        return process;
    }

    /** Can be read when it has begun to guard, and again when it has ended. */
    int news() {
        return news.reading();
    }

    /** Passes on what it saw by now; false if it has ended. */
    boolean read(Consumer<Sighting> reader) throws IOException {
        return sightings.read(reader);
    }

    @Override
    public void close() {
        life.close();
        Spawn.end(process);
        news.close();
    }

    private static List<String> command(Instant startOfMachine, int... files) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-XX:-UsePerfData",
                "-Xms2m",
                "-Xmx32m",
                "-Xss256k",
                "-Djna.tmpdir=" + System.getProperty("jna.tmpdir", System.getProperty("java.io.tmpdir")),
                "-cp",
                origin(GuardProcess.class) + File.pathSeparator + origin(Native.class),
                GuardProcess.class.getName()));
        for (int file : files) {
            command.add(Integer.toString(Spawn.number(file, files)));
        }
        command.add(Long.toString(ProcessHandle.current().pid()));
        command.add(Long.toString(startOfMachine.toEpochMilli()));
        return command;
    }

    private static String origin(Class<?> type) throws IOException {
        CodeSource source = type.getProtectionDomain().getCodeSource();
        if (source == null) {
            throw new IOException("It is unknown from where " + type.getName() + " was loaded");
        }
        try {
            return Path.of(Objects.requireNonNull(source.getLocation()).toURI()).toString();
        } catch (URISyntaxException | IllegalArgumentException e) {
            throw new IOException(type.getName() + " was not loaded from a file", e);
        }
    }
}
