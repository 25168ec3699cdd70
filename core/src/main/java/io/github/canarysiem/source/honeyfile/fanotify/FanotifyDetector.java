package io.github.canarysiem.source.honeyfile.fanotify;

import io.github.canarysiem.source.honeyfile.detector.Attribution;
import io.github.canarysiem.source.honeyfile.detector.Detector;
import io.github.canarysiem.source.honeyfile.detector.Observer;
import io.github.canarysiem.source.honeyfile.inotify.InotifyDetector;
import io.github.canarysiem.source.honeyfile.linux.Accounts;
import io.github.canarysiem.source.honeyfile.linux.Bell;
import io.github.canarysiem.source.honeyfile.linux.Libc;
import io.github.canarysiem.source.honeyfile.linux.Processes;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.function.Consumer;

/**
 * Sees who opens files, and holds him until that is known: fanotify permission events. Needs Linux, CAP_SYS_ADMIN and a kernel with
 * CONFIG_FANOTIFY_ACCESS_PERMISSIONS. Nobody is ever refused or held for longer than {@link #DEADLINE}, not even while this process is
 * stopped: a second process of some 40 MB sees to that.
 *
 * <p>What is no access (attributes, names, deletion, appearance) is seen by inotify, which does not know who it was.
 */
public final class FanotifyDetector implements Detector {
    /** How long an opener is held at most. */
    public static final Duration DEADLINE = Duration.ofMillis(50);

    private static final Duration START = Duration.ofSeconds(10);
    private static final Duration END = Duration.ofMillis(300);

    private final FanotifyGroup group;
    private final HeldOpeners held;
    private final Bells bells;
    private final Marks marks;
    private final Bell readerEnd = new Bell();
    private final Bell guardEnd = new Bell();
    private final InotifyDetector changes;
    private final Teller telling;
    private final Thread teller;
    private final Thread reader;
    private final Thread guard;
    private boolean closed;

    private FanotifyDetector(FanotifyGroup group, Observer observer, Clock clock) throws IOException {
        this.group = group;
        this.held = HeldOpeners.create();
        this.bells = new Bells(held);
        this.marks = new Marks(group);
        Accounts accounts = new Accounts(Accounts.OURS);
        accounts.refresh();
        Instant startOfMachine = Processes.startOfMachine(clock);
        this.telling = new Teller(observer, accounts);
        this.changes = InotifyDetector.ofChanges(new Follower(marks, observer), clock);
        Narrator narrator = new Narrator(marks, telling);
        int self = (int) ProcessHandle.current().pid();
        Processes processes = new Processes(accounts, startOfMachine, true);
        Lookout lookout = new Lookout(processes, clock, self);
        Consumer<Sighting> testimony = sighting -> {
            processes.learn(sighting.process(), sighting.actor());
            narrator.tell(sighting);
        };
        Guard ownGuard = new Guard(
                group,
                held,
                Bells.OWN,
                bells.own(),
                self,
                new Lookout(new Processes(accounts, startOfMachine, false), clock, self),
                sighting -> {
                    testimony.accept(sighting);
                    return true;
                },
                System::nanoTime);
        GuardThread guarding = new GuardThread(group, held, bells, guardEnd, ownGuard, testimony, startOfMachine);
        OpenerReader reading =
                new OpenerReader(group, held, bells, readerEnd, lookout, guarding::companionProcess, narrator, telling);
        this.guard = daemon(guarding, "canary-fanotify-guard");
        lookout.rehearse(group.file());
        this.reader = daemon(reading, "canary-fanotify");
        this.teller = daemon(telling, "canary-fanotify-teller");
        guarding.awaitGuarded(START);
    }

    /**
     * Begins to watch.
     *
     * @param observer is told what is seen, on threads of the detector's
     * @throws IOException if fanotify cannot be used here; the message says why, and the mend
     */
    public static FanotifyDetector open(Observer observer, Clock clock) throws IOException {
        Libc.require("detector fanotify");
        FanotifyGroup group = FanotifyGroup.open();
        try {
            return new FanotifyDetector(group, observer, clock);
        } catch (IOException e) {
            group.close();
            throw e;
        }
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
        // First what sees a file appear: one that comes in between is then marked twice, which is once.
        changes.watch(files);
        for (Path file : files) {
            marks.mark(file);
        }
    }

    @Override
    public void forget(Collection<Path> files) {
        changes.forget(files);
        files.forEach(marks::forget);
    }

    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        changes.close();
        group.unmarkAll();
        readerEnd.ring();
        boolean ended = join(reader);
        telling.end();
        ended &= join(teller);
        // The last to go: whoever is still held has nobody else.
        guardEnd.ring();
        ended &= join(guard);
        if (ended) {
            group.close();
            held.close();
            bells.close();
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
