package io.github.canarysiem.source.honeyfile.linux;

import com.sun.jna.Native;
import com.sun.jna.NativeLibrary;
import com.sun.jna.Platform;
import com.sun.jna.Pointer;
import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * The calls of the C library, by their own names; see section 2 and 3 of the Linux manual pages. A call that fails returns -1 and
 * leaves its reason in {@link #error()}. Buffers are direct and are used from their first byte, whatever their position says.
 * Thread-safe.
 */
@SuppressWarnings("checkstyle:MethodName")
public final class Libc {
    /** errno: not permitted. */
    public static final int EPERM = 1;
    /** errno: no such file or directory. */
    public static final int ENOENT = 2;
    /** errno: interrupted. */
    public static final int EINTR = 4;
    /** errno: try again. */
    public static final int EAGAIN = 11;
    /** errno: permission denied. */
    public static final int EACCES = 13;
    /** errno: not a directory. */
    public static final int ENOTDIR = 20;
    /** errno: invalid argument. */
    public static final int EINVAL = 22;
    /** errno: too many files are open in the system. */
    public static final int ENFILE = 23;
    /** errno: this process has too many open files. */
    public static final int EMFILE = 24;
    /** errno: no space is left; of a watch: a limit is reached. */
    public static final int ENOSPC = 28;
    /** errno: the kernel does not know the call. */
    public static final int ENOSYS = 38;

    /** Opened for reading. */
    public static final int O_RDONLY = 0;
    /** Closed in programs that are started. The same number on every architecture that the JDK knows. */
    public static final int O_CLOEXEC = 0x80000;
    /** Never blocks. The same number on every architecture that the JDK knows. */
    public static final int O_NONBLOCK = 0x800;
    /** Paths begin at the working directory. */
    public static final int AT_FDCWD = -100;

    private Libc() {}

    static {
        Native.register(Libc.class, NativeLibrary.getProcess());
    }

    /**
     * Loads this class.
     *
     * @param user what cannot be had without it, for the message
     * @throws IOException if this is not a 64-bit Linux, or native code cannot be called
     */
    public static void require(String user) throws IOException {
        if (!Platform.isLinux() || !Platform.is64Bit()) {
            throw new IOException(user + " needs a 64-bit Linux");
        }
        try {
            Class.forName(Libc.class.getName());
        } catch (ClassNotFoundException | LinkageError e) {
            throw new IOException(
                    user + " needs native calls, which fail here; JNA unpacks its library into java.io.tmpdir or"
                            + " jna.tmpdir: it must be writable and not mounted noexec",
                    e);
        }
    }

    /** Why this thread's last call failed. */
    public static int error() {
        return Native.getLastError();
    }

    /** What the C library calls this error. */
    public static String message(int error) {
        return strerror(error);
    }

    /** A path as the kernel takes it. */
    public static byte[] text(String text) {
        return Native.toByteArray(text, System.getProperty("sun.jnu.encoding", "UTF-8"));
    }

    public static native int fanotify_init(int flags, int eventFlags);

    public static native int fanotify_mark(int group, int flags, long mask, int folder, byte[] path);

    public static native int inotify_init1(int flags);

    public static native int inotify_add_watch(int queue, byte[] path, int mask);

    public static native int inotify_rm_watch(int queue, int watch);

    public static native int eventfd(int value, int flags);

    public static native int memfd_create(byte[] name, int flags);

    public static native int pipe2(int[] ends, int flags);

    public static native long read(int file, ByteBuffer into, long length);

    public static native long write(int file, ByteBuffer from, long length);

    public static native int poll(ByteBuffer files, long count, int milliseconds);

    public static native int close(int file);

    public static native int fcntl(int file, int command, int argument);

    public static native int kill(int process, int signal);

    public static native int waitpid(int process, int[] status, int options);

    public static native int posix_spawn(
            int[] process, byte[] program, Pointer actions, Pointer attributes, Pointer arguments, Pointer environment);

    public static native int posix_spawn_file_actions_init(Pointer actions);

    public static native int posix_spawn_file_actions_adddup2(Pointer actions, int file, int number);

    public static native int posix_spawn_file_actions_addclose(Pointer actions, int file);

    public static native int posix_spawn_file_actions_destroy(Pointer actions);

    public static native int posix_spawnattr_init(Pointer attributes);

    public static native int posix_spawnattr_setflags(Pointer attributes, short flags);

    public static native int posix_spawnattr_destroy(Pointer attributes);

    public static native int setpriority(int kind, int process, int niceness);

    private static native String strerror(int error);
}
