package io.github.canarysiem.source.honeyfile.inotify;

import io.github.canarysiem.source.honeyfile.detector.Attribution;
import io.github.canarysiem.source.honeyfile.detector.Detector;
import io.github.canarysiem.source.honeyfile.detector.Observer;
import io.github.canarysiem.source.honeyfile.linux.Bell;
import io.github.canarysiem.source.honeyfile.linux.Libc;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Collection;

/**
 * Sees what is done to files, but not by whom: inotify. Needs Linux and permission to read the files and their folders.
 *
 * <p>The kernel does not tell our own access from anybody else's, so this process must leave watched files alone. Reading a mapped file
 * shows as an opening only; access from another machine to a shared file system not at all. A file that has several names is told by
 * the one under which it was opened only if that is the watched one.
 */
public final class InotifyDetector implements Detector {
    private static final long END = 900;

    private final InotifyQueue queue;
    private final Bell end;
    private final EventReader reader;
    private final Thread thread;
    private boolean closed;

    private InotifyDetector(InotifyQueue queue, Bell end, EventReader reader) {
        this.queue = queue;
        this.end = end;
        this.reader = reader;
        this.thread = new Thread(reader, "canary-inotify");
        thread.setDaemon(true);
        thread.start();
    }

    /**
     * Sees all: accesses and changes.
     *
     * @param observer is told what is seen, on a thread of the detector's
     * @throws IOException if inotify cannot be used here; the message says why, and the mend
     */
    public static InotifyDetector open(Observer observer, Clock clock) throws IOException {
        return open(InotifyQueue.ALL, observer, clock);
    }

    /** The same for what is no access: attributes, names, deletion, appearance; for a detector that sees accesses better. */
    public static InotifyDetector ofChanges(Observer observer, Clock clock) throws IOException {
        return open(InotifyQueue.CHANGES, observer, clock);
    }

    private static InotifyDetector open(int mask, Observer observer, Clock clock) throws IOException {
        Libc.require("detector inotify");
        InotifyQueue queue = new InotifyQueue();
        try {
            Bell end = new Bell();
            return new InotifyDetector(queue, end, new EventReader(queue, mask, end, observer, clock));
        } catch (IOException e) {
            queue.close();
            throw e;
        }
    }

    @Override
    public String name() {
        return "inotify";
    }

    @Override
    public Attribution attribution() {
        return Attribution.NONE;
    }

    @Override
    public void watch(Collection<Path> files) throws IOException {
        reader.watch(files);
    }

    @Override
    public void forget(Collection<Path> files) {
        reader.forget(files);
    }

    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        end.ring();
        try {
            thread.join(END);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        // A thread that is busy with its observer still has these numbers: they must not become another file's.
        if (!thread.isAlive()) {
            queue.close();
            end.close();
        }
    }
}
