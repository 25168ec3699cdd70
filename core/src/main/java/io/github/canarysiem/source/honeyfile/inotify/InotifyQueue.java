package io.github.canarysiem.source.honeyfile.inotify;

import io.github.canarysiem.source.honeyfile.linux.Libc;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;

/**
 * An inotify instance. Numbers are those of {@code linux/inotify.h}, see inotify(7). Adding and removing are thread-safe; reading is for
 * one thread; closing only after that one has ended, since another file gets the same number.
 */
final class InotifyQueue implements AutoCloseable {
    static final int ACCESS = 0x1;
    static final int MODIFY = 0x2;
    static final int ATTRIBUTES = 0x4;
    static final int CLOSE_WRITE = 0x8;
    static final int CLOSE_NOWRITE = 0x10;
    static final int OPEN = 0x20;
    static final int MOVED_FROM = 0x40;
    static final int MOVED_TO = 0x80;
    static final int CREATE = 0x100;
    static final int DELETE = 0x200;
    static final int DELETE_SELF = 0x400;
    static final int MOVE_SELF = 0x800;
    static final int UNMOUNT = 0x2000;
    static final int OVERFLOW = 0x4000;
    static final int IGNORED = 0x8000;
    private static final int ONLY_FOLDERS = 0x01000000;
    /** Several of our watches may lie on one inode. */
    private static final int ADD_TO_MASK = 0x20000000;

    /** What is seen of a file by itself that is no access. */
    static final int CHANGES = ATTRIBUTES | DELETE_SELF | MOVE_SELF;
    /** What is seen of a file by itself. */
    static final int ALL = CHANGES | ACCESS | MODIFY | CLOSE_WRITE | CLOSE_NOWRITE | OPEN;
    /** What is seen of a folder. */
    static final int ENTRIES = MOVED_FROM | MOVED_TO | CREATE | DELETE | DELETE_SELF | MOVE_SELF | ONLY_FOLDERS;

    private final int file;

    /**
     * A new instance.
     *
     * @throws IOException if the kernel has none for us
     */
    InotifyQueue() throws IOException {
        file = Libc.inotify_init1(Libc.O_CLOEXEC | Libc.O_NONBLOCK);
        if (file < 0) {
            int error = Libc.error();
            throw new IOException("inotify cannot be used: "
                    + (error == Libc.EMFILE
                            ? "the limit of instances or open files is reached; raise fs.inotify.max_user_instances"
                            : Libc.message(error)));
        }
    }

    int file() {
        return file;
    }

    /**
     * Watches what a path names now.
     *
     * @return its number, the same for the same inode; -1 if it is not there, or no folder although it should be
     */
    int add(Path path, int mask) throws IOException {
        int watch = Libc.inotify_add_watch(file, Libc.text(path.toString()), mask | ADD_TO_MASK);
        if (watch >= 0) {
            return watch;
        }
        int error = Libc.error();
        return switch (error) {
            case Libc.ENOENT, Libc.ENOTDIR -> -1;
            case Libc.ENOSPC ->
                throw new IOException("inotify cannot watch " + path
                        + ": the limit of watches is reached; raise fs.inotify.max_user_watches");
            case Libc.EACCES ->
                throw new IOException("inotify cannot watch " + path + ": this account may not read it; let it");
            default -> throw new IOException("inotify cannot watch " + path + ": " + Libc.message(error));
        };
    }

    /** Forgets a watch; nothing happens if it is gone. */
    void remove(int watch) {
        Libc.inotify_rm_watch(file, watch);
    }

    /**
     * Reads what there is.
     *
     * @return how many bytes, 0 if there is nothing
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
        throw new IOException("inotify cannot be read: " + Libc.message(error));
    }

    @Override
    public void close() {
        Libc.close(file);
    }
}
