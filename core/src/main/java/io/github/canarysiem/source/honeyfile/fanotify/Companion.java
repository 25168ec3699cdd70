package io.github.canarysiem.source.honeyfile.fanotify;

import com.sun.jna.Native;
import io.github.canarysiem.source.honeyfile.linux.Libc;
import io.github.canarysiem.source.honeyfile.linux.Pipe;
import io.github.canarysiem.source.honeyfile.linux.Poll;
import io.github.canarysiem.source.honeyfile.linux.Spawn;
import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.List;
import java.util.Objects;

/** The second process, as the first one sees it. For one thread, but for {@link #process()}. */
final class Companion implements AutoCloseable {
    private final int process;
    private final Pipe life;
    private final Pipe news;

    private Companion(int process, Pipe life, Pipe news) {
        this.process = process;
        this.life = life;
        this.news = news;
    }

    /** Starts it. It guards from the moment when {@link #news()} has something to read. */
    static Companion start(FanotifyGroup group, HeldOpeners held) throws IOException {
        Pipe life = new Pipe();
        Pipe news = new Pipe();
        int[] files = {group.file(), held.file(), life.reading(), news.writing()};
        try {
            Companion companion = new Companion(Spawn.start(command(files), files), life, news);
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

    /** Whether it has begun to guard; call it once, when there are news. */
    boolean begun() {
        return new Poll(news.reading()).await(0) && Libc.read(news.reading(), ByteBuffer.allocateDirect(1), 1) == 1;
    }

    @Override
    public void close() {
        life.close();
        Spawn.end(process);
        news.close();
    }

    private static List<String> command(int... files) throws IOException {
        return List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-XX:-UsePerfData",
                "-Xms2m",
                "-Xmx8m",
                "-Xss256k",
                "-Djna.tmpdir=" + System.getProperty("jna.tmpdir", System.getProperty("java.io.tmpdir")),
                "-cp",
                origin(GuardProcess.class) + File.pathSeparator + origin(Native.class),
                GuardProcess.class.getName(),
                Integer.toString(Spawn.number(files[0], files)),
                Integer.toString(Spawn.number(files[1], files)),
                Integer.toString(Spawn.number(files[2], files)),
                Integer.toString(Spawn.number(files[3], files)),
                Long.toString(ProcessHandle.current().pid()));
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
