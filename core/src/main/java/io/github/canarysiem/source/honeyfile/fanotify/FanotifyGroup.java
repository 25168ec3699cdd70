package io.github.canarysiem.source.honeyfile.fanotify;

import io.github.canarysiem.source.honeyfile.linux.Libc;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;

/**
 * The kernel's side of the watch: a fanotify group of the class that sees files before their contents are read. Numbers and forms are
 * those of {@code linux/fanotify.h}, see fanotify_init(2), fanotify_mark(2), fanotify(7). Answering and marking are thread-safe;
 * reading is for one thread; closing only after that one has ended, since another file gets the same number.
 */
final class FanotifyGroup implements AutoCloseable {
    static final long ACCESS = 0x1;
    static final long MODIFY = 0x2;
    static final long CLOSE_WRITE = 0x8;
    static final long CLOSE_NOWRITE = 0x10;
    static final long OVERFLOW = 0x4000;
    static final long OPEN_PERMISSION = 0x10000;
    static final long EXECUTE_PERMISSION = 0x40000;
    static final long PERMISSIONS = OPEN_PERMISSION | EXECUTE_PERMISSION;
    private static final long ON_FOLDER = 0x40000000;

    private static final int CLOSE_ON_EXECUTE = 0x1;
    private static final int NEVER_BLOCK = 0x2;
    private static final int CLASS_CONTENT = 0x4;

    private static final int ADD = 0x1;
    private static final int REMOVE = 0x2;
    private static final int FLUSH = 0x80;

    private static final long FILE_EVENTS =
            OPEN_PERMISSION | EXECUTE_PERMISSION | ACCESS | MODIFY | CLOSE_WRITE | CLOSE_NOWRITE;
    private static final long FOLDER_EVENTS = OPEN_PERMISSION | ON_FOLDER;

    private static final int ALLOW = 1;
    private static final int ANSWER = 8;

    private final int file;

    /** A group that another process has opened. */
    FanotifyGroup(int file) {
        this.file = file;
    }

    /**
     * A new group.
     *
     * @throws IOException if the kernel has none for us
     */
    static FanotifyGroup open() throws IOException {
        int file = Libc.fanotify_init(CLOSE_ON_EXECUTE | NEVER_BLOCK | CLASS_CONTENT, Libc.O_RDONLY | Libc.O_CLOEXEC);
        if (file < 0) {
            throw new IOException(refusal(Libc.error()));
        }
        return new FanotifyGroup(file);
    }

    int file() {
        return file;
    }

    void mark(Path path, boolean folder) throws IOException {
        long events = folder ? FOLDER_EVENTS : FILE_EVENTS;
        if (Libc.fanotify_mark(file, ADD, events, Libc.AT_FDCWD, Libc.text(path.toString())) < 0) {
            int error = Libc.error();
            throw new IOException("fanotify cannot watch " + path + ": "
                    + switch (error) {
                        case Libc.ENOSPC -> "the limit of marks is reached; raise fs.fanotify.max_user_marks";
                        case Libc.EINVAL ->
                            "permission events are not possible there; the kernel needs"
                                    + " CONFIG_FANOTIFY_ACCESS_PERMISSIONS, or use detector: inotify";
                        default -> Libc.message(error);
                    });
        }
    }

    /** Forgets a file; nothing happens if it is gone. */
    void unmark(Path path, boolean folder) {
        Libc.fanotify_mark(
                file, REMOVE, folder ? FOLDER_EVENTS : FILE_EVENTS, Libc.AT_FDCWD, Libc.text(path.toString()));
    }

    /** Forgets all files: nobody is held anew. */
    void unmarkAll() {
        Libc.fanotify_mark(file, FLUSH, 0, Libc.AT_FDCWD, Libc.text("/"));
    }

    /**
     * Reads what there is.
     *
     * @return how many bytes, 0 if there is nothing
     * @throws IOException if the group cannot be read any more
     */
    int read(ByteBuffer into) throws IOException {
        long length = Libc.read(file, into, into.capacity());
        if (length >= 0) {
            return (int) length;
        }
        int error = Libc.error();
        if (error == Libc.EAGAIN || error == Libc.EINTR) {
            return 0;
        }
        throw new IOException("fanotify cannot be read: " + Libc.message(error));
    }

    /**
     * Lets an opener go.
     *
     * @param event the number that the kernel gave to the event; of another process that shares the group, too
     * @param answer a buffer of the caller's, made by {@link #answer}
     */
    void allow(int event, ByteBuffer answer) {
        answer.putInt(0, event);
        // Whoever was let go meanwhile, or killed, is not known any more: that is no error.
        Libc.write(file, answer, ANSWER);
    }

    /** For {@link #allow}; one for each thread. */
    static ByteBuffer answer() {
        return ByteBuffer.allocateDirect(ANSWER).order(ByteOrder.nativeOrder()).putInt(Integer.BYTES, ALLOW);
    }

    /** Everybody who is held is let go, unless another process still shares the group. */
    @Override
    public void close() {
        Libc.close(file);
    }

    private static String refusal(int error) {
        return "fanotify cannot be used: "
                + switch (error) {
                    case Libc.EPERM ->
                        "the capability CAP_SYS_ADMIN is missing; run as root, or in a container with"
                                + " --cap-add SYS_ADMIN";
                    case Libc.ENOSYS -> "the kernel lacks CONFIG_FANOTIFY, or a seccomp filter refuses the call";
                    case Libc.EINVAL -> "the kernel lacks CONFIG_FANOTIFY_ACCESS_PERMISSIONS";
                    case Libc.EMFILE -> "the limit of groups is reached; raise fs.fanotify.max_user_groups";
                    default -> Libc.message(error);
                };
    }
}
