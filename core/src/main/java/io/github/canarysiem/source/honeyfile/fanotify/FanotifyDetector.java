package io.github.canarysiem.source.honeyfile.fanotify;

import io.github.canarysiem.source.honeyfile.detector.Attribution;
import io.github.canarysiem.source.honeyfile.detector.Detector;
import io.github.canarysiem.source.honeyfile.detector.Observer;
import io.github.canarysiem.source.honeyfile.linux.Accounts;
import io.github.canarysiem.source.honeyfile.linux.Bell;
import io.github.canarysiem.source.honeyfile.linux.Libc;
import io.github.canarysiem.source.honeyfile.linux.Processes;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;

/**
 * Sees who opens files, and holds him until that is known: fanotify permission events. Needs Linux, CAP_SYS_ADMIN and a kernel with
 * CONFIG_FANOTIFY_ACCESS_PERMISSIONS. Nobody is ever refused or held for longer than {@link #DEADLINE}, not even while this process is
 * stopped: a second process of some 40 MB sees to that.
 */
public final class FanotifyDetector implements Detector {
    /** How long an opener is held at most. */
    public static final Duration DEADLINE = Duration.ofMillis(50);

    private static final Duration START = Duration.ofSeconds(10);
    private static final Duration END = Duration.ofMillis(800);

    private final FanotifyGroup group;
    private final HeldOpeners held;
    private final Marks marks;
    private final Bell readerEnd = new Bell();
    private final Bell guardEnd = new Bell();
    private final Thread reader;
    private final Thread guard;
    private boolean closed;

    private FanotifyDetector(FanotifyGroup group, Observer observer, Clock clock)
            throws IOException, InterruptedException {
        this.group = group;
        this.held = HeldOpeners.create();
        this.marks = new Marks(group);
        Accounts accounts = new Accounts(Path.of("/etc/passwd"));
        accounts.refresh();
        GuardThread guarding = new GuardThread(group, held, guardEnd, System::nanoTime);
        OpenerReader reading = new OpenerReader(
                group, held, marks, new Processes(accounts), guarding::companionProcess, readerEnd, observer, clock);
        this.guard = daemon(guarding, "canary-fanotify-guard");
        reading.rehearse();
        this.reader = daemon(reading, "canary-fanotify");
        guarding.awaitGuarded(START);
    }

    /**
     * Begins to watch.
     *
     * @param observer is told what is seen, on a thread of the detector's
     * @throws IOException if fanotify cannot be used here; the message says why, and the mend
     */
    public static FanotifyDetector open(Observer observer, Clock clock) throws IOException, InterruptedException {
        Libc.require("detector fanotify");
        FanotifyGroup group = FanotifyGroup.open();
        return new FanotifyDetector(group, observer, clock);
    }

    @Override
    public String name() {
        return "fanotify";
    }

    @Override
    public Attribution attribution() {
        return Attribution.FULL;
    }

    @Override
    public void watch(Collection<Path> files) throws IOException {
        for (Path file : files) {
            marks.mark(file);
        }
    }

    @Override
    public void forget(Collection<Path> files) {
        files.forEach(marks::forget);
    }

    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        group.unmarkAll();
        readerEnd.ring();
        boolean ended = join(reader);
        guardEnd.ring();
        ended &= join(guard);
        if (ended) {
            group.close();
            held.close();
            readerEnd.close();
            guardEnd.close();
        }
    }

    private static Thread daemon(Runnable work, String name) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    private static boolean join(Thread thread) {
        try {
            thread.join(END.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return !thread.isAlive();
    }
}
