package io.github.canarysiem.source.honeyfile.fanotify;

import io.github.canarysiem.RunningProcess;
import io.github.canarysiem.User;
import io.github.canarysiem.source.honeyfile.detector.Actor;
import io.github.canarysiem.source.honeyfile.detector.Attribution;
import io.github.canarysiem.source.honeyfile.linux.OpenFile;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Something that a guard saw in the reader's place.
 *
 * @param file the file
 * @param mask what was done, as the kernel says it
 * @param process the kernel's number of the process
 * @param at when
 * @param actor who did it
 */
record Sighting(OpenFile file, long mask, int process, Instant at, Actor actor) {
    private static final int LONGEST_TEXT = 256;

    /** As bytes that {@link #read} understands. */
    byte[] written() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeUTF(file.key());
            out.writeUTF(file.link());
            out.writeLong(mask);
            out.writeInt(process);
            out.writeLong(at.toEpochMilli());
            write(out, actor);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    static Sighting read(DataInputStream in) throws IOException {
        OpenFile file = new OpenFile(in.readUTF(), in.readUTF());
        return new Sighting(file, in.readLong(), in.readInt(), Instant.ofEpochMilli(in.readLong()), actor(in));
    }

    /** The same with less of what may be long. */
    Sighting shortened() {
        RunningProcess whole = actor.process();
        return whole == null
                ? this
                : new Sighting(
                        file,
                        mask,
                        process,
                        at,
                        new Actor(
                                actor.attribution(),
                                new RunningProcess(
                                        whole.name(),
                                        whole.pid(),
                                        whole.executable(),
                                        whole.commandLine().stream()
                                                .limit(4)
                                                .map(Sighting::shortened)
                                                .toList(),
                                        whole.workingDirectory() == null ? null : shortened(whole.workingDirectory()),
                                        whole.startedAt(),
                                        whole.session(),
                                        whole.container(),
                                        whole.ancestors().stream()
                                                .limit(4)
                                                .map(Sighting::shortened)
                                                .toList()),
                                actor.user(),
                                actor.cgroup()));
    }

    private static String shortened(String text) {
        return text.length() <= LONGEST_TEXT ? text : text.substring(0, LONGEST_TEXT);
    }

    private static void write(DataOutputStream out, Actor actor) throws IOException {
        out.writeUTF(actor.attribution().name());
        write(out, actor.cgroup());
        User user = actor.user();
        out.writeBoolean(user != null);
        if (user != null) {
            write(out, user.name());
            write(out, user.id());
            write(out, user.loginName());
            write(out, user.loginId());
        }
        RunningProcess process = actor.process();
        out.writeBoolean(process != null);
        if (process != null) {
            write(out, process.name());
            write(out, process.pid());
            write(out, process.executable());
            write(out, process.commandLine());
            write(out, process.workingDirectory());
            write(out, process.startedAt() == null ? null : process.startedAt().toString());
            write(out, process.session());
            write(out, process.container());
            write(out, process.ancestors());
        }
    }

    private static Actor actor(DataInputStream in) throws IOException {
        Attribution attribution = Attribution.valueOf(in.readUTF());
        String cgroup = text(in);
        User user = in.readBoolean() ? new User(text(in), text(in), text(in), text(in)) : null;
        RunningProcess process = in.readBoolean()
                ? new RunningProcess(
                        text(in),
                        text(in),
                        text(in),
                        texts(in),
                        text(in),
                        instant(text(in)),
                        text(in),
                        text(in),
                        texts(in))
                : null;
        return new Actor(attribution, process, user, cgroup);
    }

    private static void write(DataOutputStream out, List<String> texts) throws IOException {
        out.writeInt(texts.size());
        for (String text : texts) {
            out.writeUTF(text);
        }
    }

    private static void write(DataOutputStream out, @Nullable String text) throws IOException {
        out.writeBoolean(text != null);
        if (text != null) {
            out.writeUTF(text);
        }
    }

    private static List<String> texts(DataInputStream in) throws IOException {
        int count = in.readInt();
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            texts.add(in.readUTF());
        }
        return texts;
    }

    private static @Nullable String text(DataInputStream in) throws IOException {
        return in.readBoolean() ? in.readUTF() : null;
    }

    private static @Nullable Instant instant(@Nullable String text) {
        return text == null ? null : Instant.parse(text);
    }
}
