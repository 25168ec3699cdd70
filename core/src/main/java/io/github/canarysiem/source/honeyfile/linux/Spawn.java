package io.github.canarysiem.source.honeyfile.linux;

import com.sun.jna.Memory;
import com.sun.jna.StringArray;
import java.io.File;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/**
 * Starts a program that inherits open files, which {@link ProcessBuilder} cannot: by posix_spawn(3), in a session of its own, with
 * nothing but these files open.
 */
public final class Spawn {
    /** Larger than the opaque structures of glibc and musl. */
    private static final int STRUCTURE = 1024;
    /** {@code POSIX_SPAWN_SETSID}: so that no key pressed on our terminal stops the program, too. */
    private static final short NEW_SESSION = 0x80;

    private static final int KILL = 9;

    private Spawn() {}

    /**
     * Starts a program.
     *
     * @param command the program's path and its arguments
     * @param files which of our files it gets, under the number that {@link #number} says
     * @return its process number; to be given to {@link #end} at last
     */
    public static int start(List<String> command, int... files) throws IOException {
        try (Memory actions = new Memory(STRUCTURE);
                Memory attributes = new Memory(STRUCTURE);
                StringArray arguments = new StringArray(command.toArray(String[]::new));
                StringArray environment = new StringArray(new String[] {"LC_ALL=C"})) {
            Libc.posix_spawn_file_actions_init(actions);
            Libc.posix_spawnattr_init(attributes);
            Libc.posix_spawnattr_setflags(attributes, NEW_SESSION);
            for (int file : files) {
                Libc.posix_spawn_file_actions_adddup2(actions, file, number(file, files));
            }
            closeOthers(actions, files);
            int[] process = new int[1];
            int error =
                    Libc.posix_spawn(process, Libc.text(command.get(0)), actions, attributes, arguments, environment);
            Libc.posix_spawn_file_actions_destroy(actions);
            Libc.posix_spawnattr_destroy(attributes);
            if (error != 0) {
                throw new IOException(command.get(0) + " cannot be started: " + Libc.message(error));
            }
            return process[0];
        }
    }

    /** Under which number the program finds one of the files: above all of ours, so that none is in another's way. */
    public static int number(int file, int... files) {
        int place = 0;
        while (files[place] != file) {
            place++;
        }
        return Arrays.stream(files).max().orElse(0) + 1 + place;
    }

    /** Kills a program that was started here and forgets it. */
    public static void end(int process) {
        Libc.kill(process, KILL);
        Libc.waitpid(process, new int[1], 0);
    }

    private static void closeOthers(Memory actions, int... files) {
        Set<Integer> inherited = Arrays.stream(files)
                .map(file -> number(file, files))
                .boxed()
                .collect(java.util.stream.Collectors.toSet());
        String[] open = new File("/proc/self/fd").list();
        for (String each : open == null ? new String[0] : open) {
            int file = Integer.parseInt(each);
            if (file > 2 && !inherited.contains(file)) {
                Libc.posix_spawn_file_actions_addclose(actions, file);
            }
        }
    }
}
